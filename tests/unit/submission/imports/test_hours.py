from datetime import date, time
from typing import Any

import pytest

from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.hours import Hours, hours_in, mentions_hours
from services.submission.imports.mapping.mapped import Mapped
from services.submission.imports.mapping.mapping import map_record
from services.submission.imports.mapping.schedule import Move
from services.submission.imports.mapping.sessions import dated

SATURDAY = 5
FIRST, LAST = date(2026, 11, 14), date(2026, 11, 15)


def mapped(**fields: Any) -> Mapped:
    where = {"code_insee": "35238", "cp": "35000", "adresse": "1 rue du Port", "lieu": "Le Hangar", "public": "tous"}
    return map_record({"Date de début": "14/11/2026", **where, **fields}, Defaults(), table=True)


def times(one: Mapped) -> list[tuple[str, str | None]]:
    """Return the dates of a body without year and offset."""
    return [
        (each["starts_at"][5:16], each["ends_at"][5:16] if "ends_at" in each else None)
        for each in one.body["occurrences"]
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De 14h à 18h30", [(time(14), time(18, 30))]),
        ("14h -> 18h non stop", [(time(14), time(18))]),
        ("de 14 heures à 18 heures 30", [(time(14), time(18, 30))]),
        ("19:00-21:30", [(time(19), time(21, 30))]),
        ("09:00 - 12:30", [(time(9), time(12, 30))]),
        ("15-17h", [(time(15), time(17))]),
        ("de 9 à 12h", [(time(9), time(12))]),
        ("15h-17", [(time(15), time(17))]),
        ("19H30 — 21H", [(time(19, 30), time(21))]),
        ("entre 10h et midi", [(time(10), time(12))]),
        ("20h à minuit", [(time(20), time(0))]),
        ("22h - 3h", [(time(22), time(3))]),
        ("Samedi 10h - 12h", [(time(10), time(12))]),
        ("Horaires : 10 h 30 à 12 h.", [(time(10, 30), time(12))]),
        ("De 9h à 12h et de 14h à 18h", [(time(9), time(12)), (time(14), time(18))]),
        ("9h-12h / 14h-17h30", [(time(9), time(12)), (time(14), time(17, 30))]),
        ("matin : 9h-12h, après-midi : 14h-18h", [(time(9), time(12)), (time(14), time(18))]),
        ("À partir de 20h30", [(time(20, 30), None)]),
        ("à 20 heures", [(time(20), None)]),
        ("18:30:00 - 20:00:00", [(time(18, 30), time(20))]),
        ("20.30-22.30", [(time(20, 30), time(22, 30))]),
        ("2:30 pm - 4 p.m.", [(time(14, 30), time(16))]),
        ("from 2 to 4pm", [(time(14), time(16))]),
        ("12am-1am and 12pm-1pm", [(time(0), time(1)), (time(12), time(13))]),
        ("9h-12h 14h-18h", [(time(9), time(12)), (time(14), time(18))]),
        ("9h à 12h – 14h à 17h", [(time(9), time(12)), (time(14), time(17))]),
        ("de 9 à 12h puis 14-17 h", [(time(9), time(12)), (time(14), time(17))]),
        ("18h30 à 20h30 environ", [(time(18, 30), time(20, 30))]),
        ("de 14h00 à 17h00 sur inscription", [(time(14), time(17))]),
        ("Rendez-vous à 18h30 précises", [(time(18, 30), None)]),
        ("20h, durée 1h30", [(time(20), time(21, 30))]),
        ("17h30 (durée : 45 min)", [(time(17, 30), time(18, 15))]),
        ("14h-16h (durée 2h)", [(time(14), time(16))]),
        ("10h/12h et 14h/18h", [(time(10), time(12)), (time(14), time(18))]),
        ("9h30/12h - 13:30/17:00", [(time(9, 30), time(12)), (time(13, 30), time(17))]),
    ],
)
def test_hours_are_read_as_people_write_them(text: str, expected: list[tuple[time, time | None]]) -> None:
    assert hours_in(text, SATURDAY) == tuple(Hours(start=start, end=end) for start, end in expected)


@pytest.mark.parametrize(
    "text",
    ["", "Durée : 2h", "1h30", "2h", "15 h / 17 h", "9h puis 14h", "18h-14h", "23h-9h", "14h-18h sauf 16h", "9h30/12h",
     "10h-12h-14h", "14h-18h, 9h-12h", "14h-18h, durée 2h", "14 pm - 16 pm", "Dimanche 10h-12h",
     "samedi 10h, dimanche 14h", "14h/16h/18h/20h", "14h/16h, 18h",
     "25h-26h", "Du 9 au 13 novembre", "14h à 99h", "10:75-11:00"],
)  # fmt: skip
def test_of_a_text_that_is_not_understood_whole_no_hour_is_taken(text: str) -> None:
    assert hours_in(text, SATURDAY) is None


def test_a_text_speaks_of_hours_or_not() -> None:
    assert mentions_hours("Durée : 2h")
    assert not mentions_hours("l’après-midi")


@pytest.mark.parametrize(
    "text",
    [
        "14/11/2026 10h00-12h00 / 15/11/2026 14h00-16h00",
        "14/11 de 10h à 12h ; 15/11 de 14h à 16h",
        "samedi 14 novembre 10h-12h et dimanche 15 novembre 14h-16h",
        "2026-11-14 10:00-12:00 | 2026-11-15 14:00-16:00",
        "Samedi : 10h-12h, dimanche : 14h-16h",
        "14/11/2026 10h-12h\n15/11/2026 14h-16h",
    ],
)
def test_several_sessions_in_a_cell_are_one_manifestation_with_a_date_each(text: str) -> None:
    one = mapped(**{"Date de fin": "15/11/2026", "Horaires": text})

    assert times(one) == [("11-14T10:00", "11-14T12:00"), ("11-15T14:00", "11-15T16:00")]
    assert one.faults == ()


def test_sessions_stand_in_the_column_of_the_date_as_well() -> None:
    own = mapped(**{"Date de début": "14/11/2026 10h-12h ; 21/11/2026 14h-16h"})
    shared = mapped(**{"Date de début": "14/11/2026 et 21/11/2026", "Horaires": "18h-20h"})
    parted = mapped(**{"Date de début": "14/11/2026 et 21/11/2026", "Heure de début": "18h", "Heure de fin": "20h"})

    assert times(own) == [("11-14T10:00", "11-14T12:00"), ("11-21T14:00", "11-21T16:00")]
    assert times(shared) == times(parted) == [("11-14T18:00", "11-14T20:00"), ("11-21T18:00", "11-21T20:00")]


def test_a_session_outside_the_period_is_not_guessed_at() -> None:
    assert dated("14/11/2026 10h-12h, 22/11/2026 10h-12h", FIRST, LAST) is None


def test_days_of_one_cell_with_hours_nobody_reads_are_kept_and_asked_about() -> None:
    one = mapped(**{"Date de début": "14/11/2026 et 21/11/2026", "Horaires": "Durée : 2h"})

    assert times(one) == [("11-14", None), ("11-21", None)]
    assert [fault.value for fault in one.faults] == ["Durée : 2h"]


def test_the_hours_of_a_period_are_those_of_each_of_its_days() -> None:
    one = mapped(**{"Date de fin": "16/11/2026", "Horaires": "10h-18h"})

    assert times(one) == [(f"11-{day}T10:00", f"11-{day}T18:00") for day in (14, 15, 16)]
    assert "Horaires compris comme ceux de chaque jour, du 14/11/2026 au 16/11/2026." in one.notes


@pytest.mark.parametrize(
    "text",
    [
        "Du 14/11/2026 au 16/11/2026",
        "du 14 au 16 novembre 2026",
        "14 novembre – 16 novembre 2026",
        "14/11 au 16/11/2026",
    ],
)
def test_a_period_may_stand_in_the_column_of_the_date(text: str) -> None:
    whole, hours = mapped(**{"Date de début": text}), mapped(**{"Date de début": text, "Horaires": "10h-18h"})

    assert whole.body["occurrences"] == [{"starts_at": "2026-11-14", "ends_at": "2026-11-16"}]
    assert times(hours) == [(f"11-{day}T10:00", f"11-{day}T18:00") for day in (14, 15, 16)]
    assert (whole.faults, hours.faults) == ((), ())


@pytest.mark.parametrize(
    "text", ["du 16 au 14 novembre 2026", "du 14 au 16", "du lundi au vendredi", "14 ou 16 novembre", "tous les mardis"]
)
def test_a_period_that_is_none_is_asked_about(text: str) -> None:
    assert [fault.code for fault in mapped(**{"Date de début": text}).faults] == ["date_format"]


def test_what_was_postponed_is_asked_about() -> None:
    assert [fault.code for fault in mapped(Statut="Reportée").faults] == ["postponed"]
    assert mapped(Statut="Programmé").faults == ()


def test_an_evening_and_the_morning_after_are_one_night() -> None:
    one = mapped(**{"Date de fin": "15/11/2026", "Horaires": "21h-3h"})

    assert times(one) == [("11-14T21:00", "11-15T03:00")]


@pytest.mark.parametrize("text", ["Durée : 2h", "15 h / 17 h", "18h-14h", "10h-18h sauf le midi", "20.30", "14-18"])
def test_a_filled_cell_that_is_not_understood_is_quoted_kept_and_asked_about(text: str) -> None:
    one = mapped(Horaires=text)

    assert one.body["occurrences"] == [{"starts_at": "2026-11-14", "note": text}]
    [fault] = one.faults
    assert (fault.where, fault.value) == ("colonne Horaires", text)
    assert f"« {text} »" in fault.message


def test_words_without_an_hour_are_kept_and_said_and_days_alone_are_no_hours() -> None:
    evening, days, whole = mapped(Horaires="en soirée"), mapped(Horaires="Le 14 novembre"), mapped(
        Horaires="Toute la journée"
    )  # fmt: skip

    assert evening.body["occurrences"] == [{"starts_at": "2026-11-14", "note": "en soirée"}]
    assert any("« en soirée » ne donne pas d’heure" in note for note in evening.notes)
    assert days.body["occurrences"] == whole.body["occurrences"] == [{"starts_at": "2026-11-14"}]
    assert (evening.faults, days.faults, whole.faults) == ((), (), ())


def test_a_range_may_stand_in_the_column_of_the_beginning() -> None:
    assert times(mapped(Heure="14h-18h")) == [("11-14T14:00", "11-14T18:00")]


def test_a_beginning_takes_its_end_from_the_sentence_and_hours_that_are_not_used_are_said() -> None:
    completed = mapped(**{"Date de début": "14/11/2026 14h", "Horaires": "14h-18h"})
    other = mapped(**{"Date de début": "14/11/2026 14h", "Horaires": "9h-12h"})

    assert times(completed) == [("11-14T14:00", "11-14T18:00")]
    assert any("« 9h-12h » n’est pas repris" in note for note in other.notes)


def test_columns_of_their_own_may_go_into_the_night() -> None:
    one = mapped(**{"Date de fin": "14/11/2026", "Heure de début": "21h", "Heure de fin": "2h00"})

    assert times(one) == [("11-14T21:00", "11-15T02:00")]


def test_timings_that_an_agenda_lists_are_dates_of_their_own_and_move_together() -> None:
    days = [
        f'{{"begin": "2024-11-{day:02}T18:00:00+01:00", "end": "2024-11-{day:02}T20:00:00+01:00"}}' for day in (5, 12)
    ]
    record = {"title": "Chorale", "timings": f"[{', '.join(days)}]", "firstdate_begin": "2024-11-05T18:00:00+01:00",
              "lastdate_end": "2024-11-12T20:00:00+01:00"}  # fmt: skip

    own = map_record(record, Defaults())
    moved = map_record(record, Defaults(move=Move(year=2026)))

    assert times(own) == [("11-05T18:00", "11-05T20:00"), ("11-12T18:00", "11-12T20:00")]
    assert times(moved) == [("11-03T18:00", "11-03T20:00"), ("11-10T18:00", "11-10T20:00")]


def test_where_only_the_first_and_the_last_date_are_known_the_others_are_asked() -> None:
    one = map_record(
        {"firstdate_begin": "2026-11-03T18:00:00+01:00", "firstdate_end": "2026-11-03T20:00:00+01:00",
         "lastdate_begin": "2026-11-24T18:00:00+01:00", "lastdate_end": "2026-11-24T20:00:00+01:00"},
        Defaults(),
    )  # fmt: skip

    assert times(one) == [("11-03T18:00", "11-03T20:00"), ("11-24T18:00", "11-24T20:00")]
    assert "dates_between" in {fault.code for fault in one.faults}


def test_dates_listed_under_another_name_are_dates_too() -> None:
    days = [{"start": f"2026-11-{day}T10:00", "end": f"2026-11-{day}T12:00"} for day in (14, 15)]

    assert times(mapped(dates=days)) == [("11-14T10:00", "11-14T12:00"), ("11-15T10:00", "11-15T12:00")]


@pytest.mark.parametrize("timings", ["bientôt", "[1]", '[{"begin": "demain"}]', {"a": 1}, [[1]]])
def test_timings_that_nobody_reads_are_a_fault(timings: Any) -> None:
    faults = map_record({"timings": timings, "debut": "14/11/2026"}, Defaults()).faults

    assert isinstance(timings, dict) or "timings_format" in {fault.code for fault in faults}


def test_an_end_that_is_the_beginning_again_is_none() -> None:
    again = mapped(**{"Date de début": "14/11/2026 18h30", "Date de fin": "14/11/2026 18:30"})

    assert times(again) == [("11-14T18:30", "11-14T23:59")]
    assert "Durée non précisée : jusqu’à la fin de la journée." in again.notes
