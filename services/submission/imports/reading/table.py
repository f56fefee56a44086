"""A table of cells to rows: where its headings stand, what stands above them, and what every row says under each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from services.submission.imports.columns.column_names import COLUMNS
from services.submission.imports.columns.headings import KNOWN, meaning
from services.submission.imports.reading.grouped_headings import with_groups
from services.submission.imports.reading.rows import SHOWN, Row, unreadable
from services.submission.imports.reading.unusable import FileUnusable
from services.submission.imports.text import one_line
from shared.geography import fold

Cells = list[str] | str
"""A row of cells, or a line that could not be parted into cells."""

FEWEST_NAMES = 2
"""One word alone may as well stand in a sentence."""
LINES_LOOKED_AT, MOST_ABOVE = 120, 40
ABOVE = "Au-dessus des titres de colonnes : « {} »."
WITHOUT_HEADINGS = (
    "La première ligne du tableau (« {} ») est déjà une manifestation : ajoutez au-dessus une ligne de titres (Titre, "
    "Description, Date, Lieu, Commune…), puis renvoyez le fichier."
)
UNKNOWN_HEADINGS = (
    "Aucun titre de colonne n’est reconnu : la première ligne (« {} ») est prise pour eux. Dites ce que contient "
    "chaque colonne, ou corrigez les titres."
)
DATES = frozenset(name for field in ("start", "timing", "timings") for name in COLUMNS[field])
RECORDS_OWN = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|://|\S@\S|\b\d{1,2} ?h ?\d{2}\b")
"""A date, an address or an hour, which no heading has, but for one in brackets as an example."""
UNNAMED = "(colonne {}, sans titre)"
BAD_QUOTES = "Les guillemets de cette ligne ne se referment pas, ou pas avant un séparateur : doublez ceux du texte."
BAD_HEADER = "La ligne des titres de colonnes est illisible : ses guillemets ne se referment pas."


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """Where the headings are."""

    above: int = 0
    """Filled lines before them."""
    known: int = 0
    """How many of them mean something here."""

    @property
    def found(self) -> bool:
        """True where there are enough of them to be sure that they are headings."""
        return self.known >= FEWEST_NAMES


def filled(rows: Iterable[Cells]) -> Iterator[Cells]:
    """Leave blank lines out."""
    return (row for row in rows if isinstance(row, str) or any(cell.strip() for cell in row))


def headings_in(rows: Iterable[Cells]) -> Headings:
    """Return the first of the uppermost lines that names most columns."""
    best = Headings()
    for above, row in enumerate(islice(filled(rows), MOST_ABOVE + 1)):
        known = 0 if isinstance(row, str) else sum(meaning(cell) in KNOWN for cell in row if cell.strip())
        if known > best.known:
            best = Headings(above=above, known=known)
    return best if best.found else Headings()


def rows_under(headings: Headings, cells: Iterable[Cells], *, first: int = 1) -> tuple[list[Row], str | None]:
    """Return the rows, counted from ``first``, and a sentence on what stands above their headings."""
    lines = filled(cells)
    over = list(islice(lines, headings.above))
    title = [one_line(" ".join(row)) for row in over]
    header = next(lines, [])
    groups = over[-1] if over and not isinstance(over[-1], str) else []
    names = None if isinstance(header, str) else each_once(with_groups(groups, [name.strip() for name in header]))
    # A table of several pages says its headings again on each.
    said = [fold(name) for name in header if name.strip()]
    rows: list[Row] = []
    for row in lines:
        number = first + len(rows)
        if isinstance(row, str):
            rows.append(unreadable(number, BAD_QUOTES, row))
        elif names is None:
            rows.append(unreadable(number, BAD_HEADER, " | ".join(row)))
        elif [fold(cell) for cell in row if cell.strip()] != said:
            rows.append(_row(number, names, row))
    return rows, ABOVE.format(" ; ".join(title)[:SHOWN]) if title else None


def nothing_known(rows: Iterable[Cells]) -> str | None:
    """Say that no headings were found; raises ``FileUnusable`` where the first line is a record already."""
    first = next(filled(rows), [])
    cells = [first] if isinstance(first, str) else [cell for cell in first if cell.strip()]
    shown = one_line(" ; ".join(cells))[:SHOWN]
    if any(RECORDS_OWN.search(cell) for cell in cells):
        raise FileUnusable(WITHOUT_HEADINGS.format(shown))
    if any(meaning(cell) in KNOWN for cell in cells):
        return None
    return UNKNOWN_HEADINGS.format(shown)


def names_dates(headings: Headings, rows: Iterable[Cells]) -> bool:
    """Return True for a table one of whose headings is that of a date."""
    header = next(islice(filled(rows), headings.above, None), [])
    names = {meaning(cell) for cell in header} if not isinstance(header, str) else set()
    return not names.isdisjoint(DATES)


def each_once(names: Sequence[str]) -> list[str]:
    """Give a heading that stands twice a number, so that what is under it is not lost."""
    return [
        f"{name} ({list(names[: position + 1]).count(name)})" if name and name in names[:position] else name
        for position, name in enumerate(names)
    ]


def _row(number: int, names: list[str], cells: list[str]) -> Row:
    if any(cell.strip() for cell in cells[len(names) :]):
        fault = (
            f"Cette ligne a {len(cells)} cases pour {len(names)} colonnes : un séparateur se trouve sans doute dans un "
            "texte sans guillemets."
        )
        return unreadable(number, fault, " | ".join(cells))
    named = (
        (name or UNNAMED.format(at), name, cell) for at, (name, cell) in enumerate(zip(names, cells, strict=False), 1)
    )
    return Row(number=number, fields={shown: cell for shown, name, cell in named if name or cell.strip()})
