"""Records from CSV as spreadsheets write it: any usual separator, quoted line breaks, and broken quotes survived."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from services.submission.imports.columns.headings import KNOWN, meaning
from services.submission.imports.reading.encoding import decode
from services.submission.imports.reading.rows import Reading
from services.submission.imports.reading.table import (
    LINES_LOOKED_AT,
    Cells,
    Headings,
    filled,
    headings_in,
    nothing_known,
    rows_under,
)
from services.submission.imports.reading.unusable import FileUnusable
from services.submission.imports.text import one_line
from shared.geography import fold

SEPARATORS = ";,\t|^~¦§¤"
UNPARTED = (
    "Les colonnes de ce fichier ne sont pas séparées par un signe connu (point-virgule, virgule, tabulation, barre "
    "verticale), ou il n’en a qu’une : sa première ligne est « {} ». Enregistrez-le en CSV ou en XLSX, avec une ligne "
    "de titres."
)
SIDEWAYS = (
    "Les titres de ce tableau sont dans sa première colonne, une manifestation par colonne : transposez-le (une ligne "
    "par manifestation), puis renvoyez-le."
)
FEWEST_SIDEWAYS = 4
LARGEST_CELL = 10_000_000
EXCEL_HINT = "sep="
FORMULA = re.compile(r'^="(.*)"$', re.DOTALL)
"""How some programs keep a spreadsheet from changing a number: ``="0261910041"``."""
SHIELDED = re.compile(r"^'(?=[=+\-@\t\r\n])")
"""The mark with which a report keeps a spreadsheet from taking a text for a formula."""


def read_csv(content: bytes) -> Reading:
    """Read the file; the first line that names columns is their header, what stands above it is told."""
    csv.field_size_limit(LARGEST_CELL)
    text, note = decode(content)
    lines = list(io.StringIO(text.replace("\x00", ""), newline=""))
    separator, headings = _layout(lines)
    _refuse_what_is_no_table(lines, separator, headings)
    if lines and lines[0].lower().startswith(EXCEL_HINT):
        lines = lines[1:]
    rows, above = rows_under(headings, map(_bare, _cells(lines, separator)))
    unknown = None if headings.found or not rows else nothing_known(_cells(lines, separator))
    return Reading(rows=tuple(rows), notes=tuple(one for one in (note, above, unknown) if one), table=True)


def _layout(lines: list[str]) -> tuple[str, Headings]:
    """Return the separator, and where the line is that names the columns."""
    first = next((line for line in lines if line.strip()), "")
    hint = first.strip().lower()
    hinted = hint.startswith(EXCEL_HINT) and len(hint) == len(EXCEL_HINT) + 1
    sample = lines[1:LINES_LOOKED_AT] if hinted else lines[:LINES_LOOKED_AT]
    found = {separator: headings_in(_cells(sample, separator)) for separator in (hint[-1] if hinted else SEPARATORS)}
    best = max(found, key=lambda separator: found[separator].known)
    if found[best].found:
        return best, found[best]
    outside_quotes = "".join(first.split('"')[::2])
    return hint[-1] if hinted else max(SEPARATORS, key=outside_quotes.count), Headings()


def _refuse_what_is_no_table(lines: list[str], separator: str, headings: Headings) -> None:
    sample = [row for row in filled(_cells(lines[:LINES_LOOKED_AT], separator)) if not isinstance(row, str)]
    alone = not headings.found and all(len(row) == 1 for row in sample)
    if sample and alone and fold(sample[0][0]) not in KNOWN:
        raise FileUnusable(UNPARTED.format(one_line(sample[0][0])[:60]))
    sideways = len({meaning(row[0]) for row in sample if len(row) > 1} & KNOWN)
    if sideways >= FEWEST_SIDEWAYS and sideways > headings.known:
        raise FileUnusable(SIDEWAYS)


def _cells(lines: list[str], separator: str) -> Iterator[Cells]:
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


def _bare(row: Cells) -> Cells:
    return row if isinstance(row, str) else [SHIELDED.sub("", FORMULA.sub(r"\1", cell)) for cell in row]
