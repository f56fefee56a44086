"""Weekly workshops are their dates, opening hours those of each day, and what nobody can be sure of is asked."""

import pytest

from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.mapped import Mapped
from services.submission.imports.mapping.mapping import map_record


def mapped(**fields: str) -> Mapped:
    return map_record(
        {"Titre": "Atelier", "Code postal": "35000", "Commune": "Rennes", **fields}, Defaults(), table=True
    )


def times(one: Mapped) -> list[tuple[str, str]]:
    return [(each["starts_at"][5:16], each.get("ends_at", "")[5:16]) for each in one.body.get("occurrences", ())]


def codes(one: Mapped) -> set[str]:
    return {fault.code for fault in one.faults}


PERIOD = {"Date de début": "03/11/2026", "Date de fin": "24/11/2026"}
HOURS = {"Heure de début": "18h", "Heure de fin": "20h"}
TUESDAYS = [(f"11-{day}T18:00", f"11-{day}T20:00") for day in ("03", "10", "17", "24")]


@pytest.mark.parametrize("heading", ["Récurrence", "Fréquence", "Périodicité"])
@pytest.mark.parametrize("how", ["Tous les mardis", "Hebdomadaire", "chaque semaine", "les mardis"])
def test_what_is_repeated_is_its_dates_with_the_hours_of_their_columns(heading: str, how: str) -> None:
    one = mapped(**PERIOD, **HOURS, **{heading: how})

    assert TUESDAYS == times(one)
    assert any("Dates comprises" in note for note in one.notes)


@pytest.mark.parametrize("how", ["Mensuel", "oui", "1er et 3e mardi", "un mardi sur deux"])
def test_a_rhythm_that_is_not_understood_is_asked_about(how: str) -> None:
    assert "recurrence" in codes(mapped(**PERIOD, **HOURS, Récurrence=how))


@pytest.mark.parametrize("how", ["Non", "Aucune", "Ponctuel", ""])
def test_what_takes_place_once_is_no_question(how: str) -> None:
    one = mapped(**{"Date de début": "03/11/2026"}, **HOURS, Récurrence=how)

    assert TUESDAYS[:1] == times(one)
    assert "recurrence" not in codes(one)


def test_a_rhythm_without_an_end_is_asked_about() -> None:
    assert "recurrence" in codes(mapped(**{"Date de début": "03/11/2026"}, **HOURS, Récurrence="hebdomadaire"))


def test_hours_in_columns_of_their_own_are_those_of_each_day_of_a_period() -> None:
    one = mapped(**{"Date de début": "13/11/2026", "Date de fin": "15/11/2026"}, **HOURS)

    assert [(f"11-{day}T18:00", f"11-{day}T20:00") for day in (13, 14, 15)] == times(one)
    assert any("ceux de chaque jour" in note for note in one.notes)


def test_a_night_stays_one() -> None:
    one = mapped(
        **{"Date de début": "14/11/2026", "Date de fin": "15/11/2026", "Heure de début": "21h", "Heure de fin": "2h"}
    )

    assert [("11-14T21:00", "11-15T02:00")] == times(one)


def test_day_and_night_for_days_is_what_a_person_is_to_check() -> None:
    one = mapped(**{"Date de début": "03/11/2026 18:00", "Date de fin": "24/11/2026 20:00"})

    assert [("11-03T18:00", "11-24T20:00")] == times(one)
    assert "day_and_night" in codes(one)


@pytest.mark.parametrize(
    "text",
    [
        "tous les mardis de novembre sauf le 10",
        "tous les mardis de novembre, sauf le 10 novembre",
        "Tous les mardis de novembre (sauf le mardi 10 novembre)",
        "les mardis de novembre hors 10/11",
    ],
)
def test_a_day_that_is_left_out_of_a_repetition_is_no_date(text: str) -> None:
    assert ["11-03", "11-17", "11-24"] == [begin[:5] for begin, _ in times(mapped(Date=text))]


def test_several_days_are_left_out_and_hours_stand_in_their_column() -> None:
    one = mapped(Date="tous les mardis de novembre sauf le 10 et le 17", Horaires="18h-20h")

    assert [TUESDAYS[0], TUESDAYS[3]] == times(one)


@pytest.mark.parametrize(
    "text",
    ["tous les mardis de novembre sauf le 11", "tous les mardis de novembre sauf vacances", "1ers mardis du mois"],
)
def test_what_cannot_be_left_out_is_asked_about(text: str) -> None:
    one = mapped(Date=text)

    assert one.faults
    assert not times(one)


@pytest.mark.parametrize("text", ["3-nov-26", "03-nov.-2026", "3 nov. 26", "03/11/26"])
def test_a_date_is_read_as_spreadsheets_show_it(text: str) -> None:
    assert ["11-03"] == [begin for begin, _ in times(mapped(Date=text))]
