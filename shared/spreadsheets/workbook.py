"""Tables as workbooks, in which every cell is text."""

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

import xlsxwriter

from shared.spreadsheets.csv_table import Row

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60
"""Characters of a column, so that a description does not push the others out of sight."""
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
LONGEST_CELL = 32_767
"""Characters; beyond it a workbook is damaged (Excel specifications and limits)."""


def to_xlsx(title: str, header: Row, rows: Iterable[Row]) -> bytes:
    """Return a workbook of one sheet with a header that stays and can be filtered; every cell is text."""
    written = io.BytesIO()
    # The day it is made would make each copy another one.
    book = xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": EPOCH})
    sheet = book.add_worksheet(title[:31])
    bold = book.add_format({"bold": True})
    widths = [len(cell) for cell in header]
    sheet.write_row(0, 0, header, bold)
    count = 0
    for count, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            sheet.write_string(count, column, cell[:LONGEST_CELL])
            widths[column] = max(widths[column], min(len(cell), WIDEST))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width + 2)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, count, len(header) - 1)
    book.close()
    return written.getvalue()
