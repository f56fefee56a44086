import csv
import io
import zipfile

import pytest

from shared.spreadsheets.csv_table import to_csv
from shared.spreadsheets.workbook import to_xlsx

HEADER = ("Titre", "Remarque")
COMPUTED = ('=HYPERLINK("https://exemple.fr")', "+33 2 99 00 00 00", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1")


@pytest.mark.parametrize("cell", COMPUTED)
def test_what_a_spreadsheet_would_compute_stays_text_in_a_csv_file(cell: str) -> None:
    [_, [title, _]] = csv.reader(io.StringIO(to_csv([HEADER, (cell, "")]).decode("utf-8-sig")), delimiter=";")

    assert title == f"'{cell}"


def test_a_csv_file_keeps_semicolons_quotes_and_lines_inside_their_cell() -> None:
    row = ('Un "atelier" ; à Brest', "deux\nlignes")

    written = to_csv([HEADER, row])

    assert written.startswith("\ufeff".encode())
    assert list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""), delimiter=";")) == [
        list(HEADER),
        list(row),
    ]


def test_a_workbook_holds_no_formula_and_no_link() -> None:
    with zipfile.ZipFile(
        io.BytesIO(to_xlsx("Programme", HEADER, [(cell, "https://exemple.fr") for cell in COMPUTED]))
    ) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()

    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet


def test_the_same_rows_make_the_same_bytes() -> None:
    rows = [("Un atelier", "à Brest")]

    assert to_xlsx("Programme", HEADER, rows) == to_xlsx("Programme", HEADER, rows)
    assert to_csv([HEADER, *rows]) == to_csv([HEADER, *rows])
