"""Tables as CSV files for people's spreadsheets, in which no cell is ever a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

CSV: Final = "text/csv"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell that begins so is computed by spreadsheets, or skipped to what they compute (OWASP, CSV injection)."""

Row = Sequence[str]


def inert(cell: str) -> str:
    """Return a cell that stays text: an apostrophe stands before what would be computed."""
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell


def to_csv(rows: Iterable[Row]) -> bytes:
    """Return a file that a French spreadsheet opens by itself: UTF-8 with a mark, semicolons, quoted where needed."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
