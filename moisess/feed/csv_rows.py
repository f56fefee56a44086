"""Records from CSV as spreadsheets write it: any of four separators, quoted line breaks, and broken quotes survived."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from moisess.feed.encoding import decode
from moisess.feed.rows import Reading, Row, unreadable

SEPARATORS = ";,\t|"
LARGEST_CELL = 10_000_000
BAD_QUOTES = "Les guillemets de cette ligne ne se referment pas, ou pas avant un séparateur : doublez ceux du texte."
BAD_HEADER = "La ligne des titres de colonnes est illisible : ses guillemets ne se referment pas."
EXCEL_HINT = "sep="


def read_csv(content: bytes) -> Reading:
    """Read the file; its first line names the columns."""
    csv.field_size_limit(LARGEST_CELL)
    text, note = decode(content)
    lines = list(io.StringIO(text.replace("\x00", ""), newline=""))
    separator = _separator(lines)
    if lines and lines[0].lower().startswith(EXCEL_HINT):
        lines = lines[1:]
    cells = _cells(lines, separator)
    header = next((row for row in cells if isinstance(row, str) or any(cell.strip() for cell in row)), [])
    names = None if isinstance(header, str) else _each_once([name.strip() for name in header])
    rows: list[Row] = []
    for row in cells:
        number = len(rows) + 1
        if isinstance(row, str):
            rows.append(unreadable(number, BAD_QUOTES, row))
        elif names is None:
            rows.append(unreadable(number, BAD_HEADER, separator.join(row)))
        elif any(cell.strip() for cell in row):
            rows.append(_row(number, names, row))
    return Reading(rows=tuple(rows), notes=(note,) if note else (), table=True)


def _separator(lines: list[str]) -> str:
    first = next((line for line in lines if line.strip()), "")
    hint = first.strip().lower()
    if hint.startswith(EXCEL_HINT) and len(hint) == len(EXCEL_HINT) + 1:
        return hint[-1]
    outside_quotes = "".join(first.split('"')[::2])
    return max(SEPARATORS, key=outside_quotes.count)


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
    fields.update((name, cell) for name, cell in zip(names, cells, strict=False) if name)
    return Row(number=number, fields=fields)
