"""What a table has beside its headings, and what may be read two ways, is named and not guessed at."""

from typing import Any

import pytest

from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.mapping import map_record
from services.submission.imports.mapping.month_first import month_first
from services.submission.imports.reader import understand
from services.submission.imports.reading.read import read
from services.submission.imports.rules.rows import ImportRow
from services.submission.imports.task import Task, Understood
from tests.support.edition import EDITION
from tests.support.workbooks import xlsx

PLACE = {"cp": "35000", "commune": "Rennes", "adresse": "1 rue du Port", "lieu": "Le Hangar"}


def understood(name: str, content: bytes) -> Understood:
    return understand(Task(file_name=name, defaults=Defaults(), edition=EDITION), content)


def dates(rows: tuple[ImportRow, ...]) -> list[list[str]]:
    return [[each["starts_at"] for each in (row.body or {}).get("occurrences", ())] for row in rows]


def test_cells_under_no_heading_are_named() -> None:
    found = understood("a.csv", "Titre;Date;;Ville\nFête;14/11/2026;18h;Rennes\nBal;15/11/2026;;Rennes".encode())

    assert any("(colonne 3, sans titre)" in note for note in found.notes)
    assert not any(
        "sans titre" in note for note in understood("a.csv", "Titre;Date;;\nFête;14/11/2026;;".encode()).notes
    )


def test_a_date_that_may_be_month_first_is_asked_about_where_others_of_its_column_are() -> None:
    lines = "\n".join(f"Fête {number};{day}" for number, day in enumerate(("11/14/2026", "11/12/2026", "11/11/2026")))
    found = understood("a.csv", f"Titre;Date\n{lines}".encode())

    assert dates(found.rows) == [[], [], ["2026-11-11"]]
    assert "deux façons" in found.rows[1].faults[0].message or "deux façons" in str(found.rows[1].faults)


def test_dates_day_first_are_no_question() -> None:
    assert month_first([{"Date": "14/11/2026"}, {"Date": "11/12/2026"}, {"Date": "2026-11-14"}]) == frozenset()


@pytest.mark.parametrize("where", [{"lieu": "En ligne"}, {"commune": "en visio"}, {"adresse": "À distance"}])
def test_online_is_no_place(where: dict[str, str]) -> None:
    asked = map_record({"titre": "Webinaire", "date": "14/11/2026", **where}, Defaults())
    known = map_record(
        {"titre": "Webinaire", "date": "14/11/2026", "lien visio": "https://v.example", **where}, Defaults()
    )

    assert "place" not in asked.body
    assert "online_url_missing" in {fault.code for fault in asked.faults}
    assert "online_url_missing" not in {fault.code for fault in known.faults}


def test_a_place_beside_a_link_stays_a_place() -> None:
    body: dict[str, Any] = map_record(
        {**PLACE, "titre": "Débat", "lieu": "Zoom", "lien visio": "https://v.example"}, Defaults()
    ).body

    assert body["place"]["commune_code"] == "35238"


def test_a_sheet_of_people_beside_the_programme_is_left_out_and_named() -> None:
    people = [("Nom", "Prénom", "Téléphone"), ("Inventée", "Camille", "06 39 98 00 21")]
    programme = [("Titre", "Date", "Ville"), ("Fête", "14/11/2026", "Rennes")]

    reading = read("a.xlsx", xlsx(sheets={"Programme": programme, "Contacts": people}))

    assert [row.fields["Titre"] for row in reading.rows] == ["Fête"]
    assert any("Contacts" in note for note in reading.notes)


def test_a_mark_that_keeps_a_date_from_being_changed_is_no_part_of_it() -> None:
    assert dates(understood("a.xlsx", xlsx(("Titre", "Date"), ("Fête", "'14/11/2026"))).rows) == [["2026-11-14"]]


def test_hours_in_a_column_that_nobody_here_knows_are_named() -> None:
    record = {**PLACE, "titre": "Fête", "date": "14/11/2026", "public": "tous", "On vous attend": "14h-18h"}
    [fault] = [each for each in map_record(record, Defaults(), table=True).faults if each.code == "hours_elsewhere"]
    timed = map_record({**record, "horaires": "9h-12h"}, Defaults(), table=True)
    left_out = map_record(record, Defaults(), table=True, chosen={"On vous attend": ""})

    assert (fault.where, fault.value) == ("colonne On vous attend", "14h-18h")
    assert not [each for each in (*timed.faults, *left_out.faults) if each.code == "hours_elsewhere"]
