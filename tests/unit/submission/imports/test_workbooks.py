"""Workbooks are read as the people who made them see them."""

import struct
from datetime import date, datetime, time

import pytest

from services.submission.imports.reading import sheets
from services.submission.imports.reading.read import read
from services.submission.imports.reading.sheets import read_sheets
from services.submission.imports.reading.unusable import FileUnusable
from tests.support.workbooks import ods, xlsx

HEADER = ("Titre", "Date de début", "Heure de début", "Code postal", "Commune")
FETE = ("Fête", date(2026, 11, 14), "18h", 1000, "Bourg-en-Bresse")
READ = {
    "Titre": "Fête",
    "Date de début": "2026-11-14",
    "Heure de début": "18h",
    "Code postal": "1000",
    "Commune": "Bourg-en-Bresse",
}


@pytest.mark.parametrize("written", [xlsx, ods])
def test_the_same_table_is_read_out_of_each_kind_of_workbook(written: object) -> None:
    assert callable(written)
    reading = read("a.bin", written(HEADER, FETE))

    assert reading.table
    assert [READ] == [row.fields for row in reading.rows]


def test_what_stands_around_the_table_is_told_and_is_no_manifestation() -> None:
    content = xlsx(("Programme 2026",), (), HEADER, FETE, (), ("TOTAL", 1))
    reading = read("a.xlsx", content)

    assert ("Au-dessus des titres de colonnes : « Programme 2026 ».",) == tuple(
        note.replace("\u00a0", " ") for note in reading.notes
    )
    assert [("Fête", None), ("TOTAL", True)] == [
        (row.fields["Titre"], row.aside and row.aside.startswith("Ligne de total")) for row in reading.rows
    ]


def test_a_cell_merged_over_several_lines_says_the_same_on_each() -> None:
    content = xlsx(HEADER, FETE, ("Bal", "", "21h", "", "Ceyzériat"), merged=["B2:B3", "D2:D3"])

    assert ["2026-11-14", "2026-11-14"] == [row.fields["Date de début"] for row in read("a.xlsx", content).rows]


def test_every_sheet_that_names_columns_is_read_and_the_others_are_named() -> None:
    sheets = {"Ain": (HEADER, FETE), "Listes": (("Oui",), ("Non",)), "Rhône": (HEADER, ("Bal", *FETE[1:]))}
    reading = read("a.xlsx", xlsx(sheets=sheets))

    assert [(1, "Fête"), (2, "Bal")] == [(row.number, row.fields["Titre"]) for row in reading.rows]
    assert any("« Listes » laissée de côté" in note.replace("\u00a0", " ") for note in reading.notes)


def test_dates_hours_numbers_and_ticks_are_written_as_people_read_them() -> None:
    values = (datetime(2026, 11, 14, 18, 30), time(9, 5), 12.0, 2.5, True, "=1+1")  # noqa: DTZ001
    content = xlsx(("Titre", "Heure de début", "Tarif", "Prix", "Public", "Lieu"), values)

    assert ["2026-11-14 18:30", "09:05", "12", "2.5", "oui"] == list(read_sheets(content).rows[0].fields.values())[:5]


def test_a_formula_is_never_worked_out() -> None:
    content = xlsx(("Titre", "Commune"), ("Fête", '=HYPERLINK("https://exemple.fr")'))

    assert "exemple" not in str(read_sheets(content).rows[0].fields)


def test_an_old_workbook_that_is_cut_off_is_refused_like_any_other_that_is_broken() -> None:
    """Its library panics on a table of sectors that lies behind the end of the file."""
    none = 0xFFFFFFFF
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    sectors = struct.pack("<118I", 0, 1, 9, 0, 4096, none - 1, 0, none - 1, 0, 8, *[none] * 108)

    with pytest.raises(FileUnusable, match="ne peut pas être lu"):
        read("programme.xls", start + sectors + bytes(3590))


@pytest.fixture
def tallest(monkeypatch: pytest.MonkeyPatch) -> int:
    """Pretend that a sheet of few lines is a tall one."""
    most = 150
    monkeypatch.setattr(sheets, "TALLEST", most)
    return most


def test_a_sheet_that_is_too_tall_is_refused_with_the_way_out(tallest: int) -> None:
    lines = [("Bal", "14/11/2026", "Rennes")] * (tallest + 1)

    with pytest.raises(FileUnusable, match="lignes vides de la fin"):
        read_sheets(xlsx(("Titre", "Date", "Commune"), *lines))


def test_a_tall_list_beside_the_programme_costs_nothing(tallest: int) -> None:
    communes = [("Commune", "Code postal"), *[("Rennes", "35000")] * (tallest + 1)]
    programme = [("Titre", "Date", "Commune"), ("Bal", "14/11/2026", "Rennes")]
    found = read_sheets(xlsx(sheets={"Programme": programme, "Communes": communes}))

    assert ["Bal"] == [row.fields["Titre"] for row in found.rows]
    assert any("Communes" in note for note in found.notes)
