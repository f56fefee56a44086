"""Records from CSV as spreadsheets write it: any of four separators, quoted line breaks, and broken quotes survived."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from moisess.feed.encoding import decode
from moisess.feed.headings import KNOWN, meaning
from moisess.feed.rows import SHOWN, Reading, Row, unreadable
from moisess.feed.text import one_line

SEPARATORS = ";,\t|"
LARGEST_CELL = 10_000_000
BAD_QUOTES = "Les guillemets de cette ligne ne se referment pas, ou pas avant un séparateur : doublez ceux du texte."
BAD_HEADER = "La ligne des titres de colonnes est illisible : ses guillemets ne se referment pas."
EXCEL_HINT = "sep="
FORMULA = re.compile(r'^="(.*)"$', re.DOTALL)
"""How some programs keep a spreadsheet from changing a number: ``="0261910041"``."""
ABOVE = "Au-dessus des titres de colonnes : « {} »."
FEWEST_NAMES = 2
"""One word alone may as well stand in a sentence."""
LINES_LOOKED_AT, MOST_ABOVE = 60, 12


def read_csv(content: bytes) -> Reading:
    """Read the file; the first line that names columns is their header, what stands above it is told."""
    csv.field_size_limit(LARGEST_CELL)
    text, note = decode(content)
    lines = list(io.StringIO(text.replace("\x00", ""), newline=""))
    separator, above = _layout(lines)
    if lines and lines[0].lower().startswith(EXCEL_HINT):
        lines = lines[1:]
    cells = (row for row in _cells(lines, separator) if isinstance(row, str) or any(cell.strip() for cell in row))
    title = [one_line(" ".join(row)) for row in islice(cells, above)]
    header = next(cells, [])
    names = None if isinstance(header, str) else _each_once([name.strip() for name in header])
    rows: list[Row] = []
    for row in cells:
        number = len(rows) + 1
        if isinstance(row, str):
            rows.append(unreadable(number, BAD_QUOTES, row))
        elif names is None:
            rows.append(unreadable(number, BAD_HEADER, separator.join(row)))
        elif row != header:
            rows.append(_row(number, names, row))
    notes = (note, ABOVE.format(" ; ".join(title)[:SHOWN]) if title else None)
    return Reading(rows=tuple(rows), notes=tuple(one for one in notes if one), table=True)


def _layout(lines: list[str]) -> tuple[str, int]:
    """Return the separator, and how many filled lines stand above the one that names the columns."""
    first = next((line for line in lines if line.strip()), "")
    hint = first.strip().lower()
    hinted = hint.startswith(EXCEL_HINT) and len(hint) == len(EXCEL_HINT) + 1
    sample = lines[1:LINES_LOOKED_AT] if hinted else lines[:LINES_LOOKED_AT]
    best = ("", 0, 0)
    for separator in hint[-1] if hinted else SEPARATORS:
        filled = (row for row in _cells(sample, separator) if isinstance(row, str) or any(map(str.strip, row)))
        for above, row in enumerate(islice(filled, MOST_ABOVE + 1)):
            known = 0 if isinstance(row, str) else sum(meaning(cell) in KNOWN for cell in row if cell.strip())
            if known > best[2]:
                best = (separator, above, known)
    if best[2] >= FEWEST_NAMES:
        return best[:2]
    outside_quotes = "".join(first.split('"')[::2])
    return hint[-1] if hinted else max(SEPARATORS, key=outside_quotes.count), 0


def _cells(lines: list[str], separator: str) -> Iterator[list[str] | str]:
    """Yield rows of cells; where quotes are broken, that line as it is, then go on with the next line."""
    start = 0
    while start < len(lines):
        reader = csv.reader(islice(lines, start, None), delimiter=separator, strict=True)
        read = 0
        try:
            for row in reader:
                read = reader.line_num
                yield row
        except csv.Error:
            yield lines[start + read]
            start += read + 1
        else:
            return


def _each_once(names: list[str]) -> list[str]:
    """Give a heading that stands twice a number, so that what is under it is not lost."""
    return [
        f"{name} ({names[: position + 1].count(name)})" if name and name in names[:position] else name
        for position, name in enumerate(names)
    ]


def _row(number: int, names: list[str], cells: list[str]) -> Row:
    if any(cell.strip() for cell in cells[len(names) :]):
        fault = (
            f"Cette ligne a {len(cells)} cases pour {len(names)} colonnes : un séparateur se trouve sans doute dans un "
            "texte sans guillemets."
        )
        return unreadable(number, fault, " | ".join(cells))
    fields: dict[str, str] = {}
    fields.update((name, FORMULA.sub(r"\1", cell)) for name, cell in zip(names, cells, strict=False) if name)
    return Row(number=number, fields=fields)
