"""A number is a date where its column is one of dates and all its numbers are days of the season; else it is asked."""

import json
from typing import Any

import pytest

from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.reader import understand
from services.submission.imports.rules.rows import ImportRow
from services.submission.imports.task import Task
from tests.support.edition import EDITION

RECORD = {
    "titre": "Bal",
    "description": "On danse, on chante et on rit ensemble.",
    "adresse": "3 rue des Essais",
    "code postal": "35000",
    "commune": "Rennes",
    "thèmes": "Culture",
    "format": "Spectacle",
    "public": "Tout public",
    "organisateur": "La Filature",
    "siren": "999900087",
    "courriel": "contact@filature.example",
}


def read(*dates: Any, **others: Any) -> tuple[ImportRow, ...]:
    records = [
        {**RECORD, "titre": f"Bal {number}", "Date de début": date, **others} for number, date in enumerate(dates)
    ]
    task = Task(file_name="a.json", defaults=Defaults(), edition=EDITION)
    return understand(task, json.dumps(records).encode()).rows


def begins(row: ImportRow) -> str:
    return str((row.body or {})["occurrences"][0]["starts_at"])


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (46340, "2026-11-14"),
        ("46340", "2026-11-14"),
        (46340.75, "2026-11-14T18:00:00+01:00"),
        ("46340,770833333", "2026-11-14T18:30:00+01:00"),
        (1794675600, "2026-11-14T18:00:00+01:00"),
        ("1794675600000", "2026-11-14T18:00:00+01:00"),
    ],
)
def test_days_of_a_spreadsheet_and_seconds_of_a_program_are_dates_and_said_to_be_read_so(
    number: object, expected: str
) -> None:
    [row] = read(number)

    assert begins(row) == expected
    assert any(f"« {number} »" in note and "est lu comme le 14/11/2026" in note for note in row.notes)
    assert row.outcome == "new"


def test_written_dates_may_stand_beside_them() -> None:
    assert [begins(row)[:10] for row in read(46340, "21/11/2026", 46354)] == ["2026-11-14", "2026-11-21", "2026-11-28"]


@pytest.mark.parametrize("other", [46700, 1794675600, 12345])
def test_a_number_that_is_no_day_of_the_season_makes_all_of_its_column_a_question(other: int) -> None:
    first, second = read(46340, other)

    assert [("incomplete", "date_format")] * 2 == [(row.outcome, row.faults[0].code) for row in (first, second)]
    assert "« 46340 » est peut-être une date changée en nombre" in first.faults[0].message
    assert "14/11/2026" in first.faults[0].message


def test_numbers_of_other_columns_stay_numbers() -> None:
    [row] = read("14/11/2026", référence="46340", téléphone="0299000000", tarif=46340)

    assert (row.reference, begins(row)) == ("46340", "2026-11-14")


def test_the_end_is_read_like_the_beginning() -> None:
    [row] = read(46340.75, **{"Date de fin": "46340.875"})

    assert (row.body or {})["occurrences"] == [
        {"starts_at": "2026-11-14T18:00:00+01:00", "ends_at": "2026-11-14T21:00:00+01:00"}
    ]
