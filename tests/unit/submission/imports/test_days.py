"""Days as people name them in one cell: lists, periods, repetitions, and days without a year."""

from datetime import date
from typing import Any

import pytest

from services.submission.imports.mapping.days import days_of
from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.mapped import Mapped
from services.submission.imports.mapping.mapping import map_record
from services.submission.imports.mapping.unwritten_years import Season

SEASON = Season(first=date(2026, 10, 15), last=date(2026, 12, 31))
TUESDAYS = [3, 10, 17, 24]


def mapped(**fields: Any) -> Mapped:
    where = {"code_insee": "35238", "cp": "35000", "adresse": "1 rue du Port", "lieu": "Le Hangar", "public": "tous"}
    return map_record({**where, **fields}, Defaults(), table=True, season=SEASON)


def days(text: str) -> list[int] | None:
    found = days_of(text, None, SEASON)
    return [slot.start.day.day for slot in found.slots] if found else None


def times(one: Mapped) -> list[tuple[str, str | None]]:
    return [(each["starts_at"][5:16], each.get("ends_at", "")[5:16] or None) for each in one.body["occurrences"]]


@pytest.mark.parametrize(
    "text",
    [
        "les 3, 10, 17 et 24 novembre 2026",
        "3, 10, 17, 24 nov.",
        "Mardi 3, mardi 10, mardi 17 et mardi 24 novembre",
        "3/11, 10/11, 17/11 et 24/11/2026",
        "3 novembre 2026 / 10 novembre / 17 novembre / 24 novembre",
        "3 & 10 & 17 & 24 novembre 2026",
        "Dates : 03/11/26 ; 10/11/26 ; 17/11/26 ; 24/11/26",
        "November 3, 2026 and November 10, 2026, November 17, 2026 and November 24, 2026",
        "tous les mardis de novembre",
        "Les mardis du mois de novembre 2026",
        "chaque mardi du 3 au 24 novembre 2026",
        "du 03/11 au 24/11/2026, tous les mardis",
        "3 - 24 novembre, les mardis",
    ],
)
def test_each_day_of_a_list_or_of_a_repetition_is_a_date(text: str) -> None:
    assert days(text) == TUESDAYS


@pytest.mark.parametrize(
    "text",
    ["du 3 au 7 nov.", "3-7 novembre 2026", "3 > 7 novembre", "du mardi 3 au samedi 7 novembre", "03/11 au 07/11/26",
     "entre le 3 et le 7 novembre"],
)  # fmt: skip
def test_a_period_is_one_date_until_its_last_day(text: str) -> None:
    found = days_of(text, None, SEASON)

    assert found is not None
    assert found.until is not None
    assert (found.slots[0].start.day, found.until.day) == (date(2026, 11, 3), date(2026, 11, 7))


@pytest.mark.parametrize(
    "text",
    ["", "à définir", "novembre", "courant novembre", "mi-novembre", "14 ou 21 novembre", "14 novembre (à confirmer)",
     "un mardi sur deux en novembre", "le 1er mardi de novembre", "tous les mardis", "dimanche 14 novembre",
     "14 février", "31 novembre", "14/11/2026 ; 21/11/2026 14h-16h", "14/11 de 14h à 16h et 21/11",
     "les mardis de novembre sauf vacances", "14/11/2026 Salle B"],
)  # fmt: skip
def test_days_that_nobody_can_be_sure_of_are_not_taken(text: str) -> None:
    assert days_of(text, None, SEASON) is None


def test_a_year_that_is_not_written_is_that_of_the_season_and_said() -> None:
    one, both = mapped(Date="samedi 14 novembre"), mapped(**{"Date de début": "14/11", "Date de fin": "15 nov."})

    assert one.body["occurrences"] == [{"starts_at": "2026-11-14"}]
    assert both.body["occurrences"] == [{"starts_at": "2026-11-14", "ends_at": "2026-11-15"}]
    for notes in (one.notes, both.notes):
        assert any("Année non écrite" in note and "2026" in note for note in notes)


def test_a_weekday_that_is_not_that_of_the_date_is_asked_about() -> None:
    [fault] = mapped(Date="dimanche 14 novembre 2026").faults

    assert "« dimanche 14 novembre 2026 »" in fault.message
    assert "samedi" in fault.message


def test_hours_after_days_joined_by_and_are_those_of_all_of_them() -> None:
    assert times(mapped(Date="14/11/26 et 21/11/26 de 14h à 16h")) == [
        ("11-14T14:00", "11-14T16:00"), ("11-21T14:00", "11-21T16:00")
    ]  # fmt: skip


def test_hours_beside_a_period_or_a_repetition_are_those_of_each_day() -> None:
    every_day = mapped(Date="du 14 au 16 novembre 2026 de 10h à 18h")
    weekly = mapped(Date="tous les mardis de novembre, 18h-20h")

    assert times(every_day) == [(f"11-{day}T10:00", f"11-{day}T18:00") for day in (14, 15, 16)]
    assert times(weekly) == [(f"11-{day:02}T18:00", f"11-{day:02}T20:00") for day in TUESDAYS]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tous les mardis de 18h à 20h", [(3, 18), (10, 18), (17, 18)]),
        ("18h-20h, chaque mardi", [(3, 18), (10, 18), (17, 18)]),
        ("mardi et jeudi 18h-20h", [(3, 18), (5, 18), (10, 18), (12, 18), (17, 18)]),
        ("mardi 14h-16h, samedi 10h-12h", [(3, 14), (7, 10), (10, 14), (14, 10), (17, 14)]),
        ("du mercredi au vendredi de 9h à 12h", [(4, 9), (5, 9), (6, 9), (11, 9), (12, 9), (13, 9)]),
        ("tous les jours sauf du lundi au samedi de 9h à 12h", [(8, 9), (15, 9)]),
    ],
)
def test_days_of_the_week_between_two_dates_are_each_a_date(text: str, expected: list[tuple[int, int]]) -> None:
    one = mapped(**{"Date de début": "03/11/2026", "Date de fin": "17/11/2026", "Horaires": text})

    assert [(int(start[3:5]), int(start[6:8])) for start, _ in times(one)] == expected
    assert one.faults == ()
    assert any(f"« {text} »" in note for note in one.notes)


def test_a_repetition_without_an_end_is_a_question() -> None:
    [fault] = mapped(Date="03/11/2026", Horaires="tous les mardis").faults

    assert "« tous les mardis »" in fault.message
    assert "Date de fin" in fault.message


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"Dates": "samedi 14 novembre 2026", "Horaires": "14h-16h"}, [("11-14T14:00", "11-14T16:00")]),
        ({"Dates": "14 et 15 novembre", "Horaires": "14h-16h"},
         [("11-14T14:00", "11-14T16:00"), ("11-15T14:00", "11-15T16:00")]),
        ({"Dates": "du 14 au 15 novembre", "Horaires": "14h-16h"},
         [("11-14T14:00", "11-14T16:00"), ("11-15T14:00", "11-15T16:00")]),
        ({"Dates et horaires": "samedi 14 novembre 2026 de 14h à 16h"}, [("11-14T14:00", "11-14T16:00")]),
        ({"Dates et horaires": "14/11 14h-16h\n15/11 10h-12h"},
         [("11-14T14:00", "11-14T16:00"), ("11-15T10:00", "11-15T12:00")]),
        ({"Dates": "14 novembre", "Heure de début": "14h", "Heure de fin": "16h"}, [("11-14T14:00", "11-14T16:00")]),
    ],
)  # fmt: skip
def test_days_stand_in_any_column_of_dates_and_their_hours_in_another(
    fields: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    one = mapped(**fields)

    assert times(one) == expected
    assert one.faults == ()


@pytest.mark.parametrize(
    ("begins", "ends"),
    [("1899-12-31 18:00", "1899-12-31 20:00"), ("2026-11-14 18:00", "2026-11-14 20:00"), ("0.75", "0,8333"),
     ("18", "20"), ("de 18h", "à 20h"), ("6:00 PM", "8:00 PM"), ("18:00:00", "20:00:00")],
)  # fmt: skip
def test_an_hour_in_its_own_column_is_read_however_a_spreadsheet_keeps_it(begins: str, ends: str) -> None:
    one = mapped(**{"Date": "2026-11-14", "Heure de début": begins, "Heure de fin": ends})

    assert times(one) == [("11-14T18:00", "11-14T20:00")]


def test_the_day_after_whole_days_is_their_end_where_a_calendar_says_so() -> None:
    nested = mapped(start={"date": "2026-11-14"}, end={"date": "2026-11-16"})
    flagged = mapped(**{"Start date": "14/11/2026", "End date": "16/11/2026", "All day event": "True"})

    assert nested.body["occurrences"] == flagged.body["occurrences"]
    assert nested.body["occurrences"] == [{"starts_at": "2026-11-14", "ends_at": "2026-11-15"}]
