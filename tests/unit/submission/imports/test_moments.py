from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from services.submission.imports.mapping.moments import Written, parse, parse_hour
from services.submission.imports.mapping.schedule import Move, moved_day, schedule

PARIS = ZoneInfo("Europe/Paris")
DAY = date(2026, 11, 14)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-14", Written(day=DAY)),
        ("2026/11/14", Written(day=DAY)),
        ("20261114", Written(day=DAY)),
        ("14/11/2026", Written(day=DAY)),
        ("14.11.26", Written(day=DAY)),
        ("14 novembre 2026", Written(day=DAY)),
        ("Samedi 14 nov. 2026", Written(day=DAY)),
        ("le 14 novembre 2026", Written(day=DAY)),
        ("1er février 2026", Written(day=date(2026, 2, 1))),
        ("2026-11-14T10:30", Written(day=DAY, hour=time(10, 30))),
        ("2026-11-14 10:30:00", Written(day=DAY, hour=time(10, 30))),
        ("2026-11-14T10:30:00.123Z", Written(day=DAY, hour=time(10, 30), offset=timedelta())),
        ("2026-11-14T10:30:00+04:00", Written(day=DAY, hour=time(10, 30), offset=timedelta(hours=4))),
        ("2026-11-14T10:30:00-0330", Written(day=DAY, hour=time(10, 30), offset=timedelta(hours=-3, minutes=-30))),
        ("20261114T103000Z", Written(day=DAY, hour=time(10, 30), offset=timedelta())),
        ("14/11/2026 10:30", Written(day=DAY, hour=time(10, 30))),
        ("14/11/2026 à 18h", Written(day=DAY, hour=time(18))),
        ("samedi 14 novembre 2026, 18 h 30", Written(day=DAY, hour=time(18, 30))),
        ("14/11/2026 24h00", Written(day=DAY, hour=time(23, 59))),
        ("14 / 11 / 2026", Written(day=DAY)),
        ("14 nov. 26", Written(day=DAY)),
        ("November 14, 2026", Written(day=DAY)),
        ("Sat Nov 14 2026", Written(day=DAY)),
        ("Saturday 14 November 2026 at 18:30", Written(day=DAY, hour=time(18, 30))),
        ("2026-11-14 10:30:00+00", Written(day=DAY, hour=time(10, 30), offset=timedelta())),
        ("2026-11-14 10:30:00 UTC", Written(day=DAY, hour=time(10, 30), offset=timedelta())),
    ],
)
def test_dates_are_read_as_french_files_write_them(text: str, expected: Written) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "demain", "31/02/2026", "11/14/2026", "2026-13-01", "14/11", "1794650400", "46340", "2026-11-14T25:00",
     "0001-01-01", "14 brumaire 2026", "2026-11-14T10:00+99:00", "2026-11-14T", "14/11/2026 10",
     "14/11/2026 10:00-12:00", "2026-11-14 10:00-12:00", "dimanche 14/11/2026", "Monday 14 November 2026"],
)  # fmt: skip
def test_what_is_no_date_is_not_made_into_one(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("14h", time(14)),
        ("9:05", time(9, 5)),
        ("8 h 30", time(8, 30)),
        ("Midi", time(12)),
        ("24h", time(0)),
        ("minuit", time(0)),
    ],
)
def test_hours_alone_are_read(text: str, hour: time) -> None:
    assert parse_hour(text) == hour


def test_no_hour_is_none() -> None:
    assert parse_hour("le soir") is None
    assert parse_hour("25h") is None
    assert parse_hour("24h30") is None


def test_days_without_hours_are_whole_days_and_say_so() -> None:
    result = schedule(Written(day=DAY), Written(day=date(2026, 11, 15)), zone=PARIS, move=None)

    assert (result.starts_at.isoformat(), result.ends_at.isoformat()) == (
        "2026-11-14T00:00:00+01:00",
        "2026-11-15T23:59:00+01:00",
    )
    assert result.all_day
    assert result.notes == ("Horaires non connus : journées entières.",)


def test_a_missing_end_is_the_end_of_the_day_and_says_so() -> None:
    result = schedule(Written(day=DAY, hour=time(18)), None, zone=PARIS, move=None)

    assert result.ends_at.isoformat() == "2026-11-14T23:59:00+01:00"
    assert result.notes == ("Durée non précisée : jusqu’à la fin de la journée.",)
    late = schedule(Written(day=DAY, hour=time(23, 30)), None, zone=PARIS, move=None)
    assert late.ends_at.date() == date(2026, 11, 15)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (time(18), time(0), "2026-11-15T00:00:00+01:00"),
        (time(9), time(0), "2026-11-15T00:00:00+01:00"),
        (time(21), time(2), "2026-11-15T02:00:00+01:00"),
    ],
)
def test_an_end_in_the_small_hours_of_the_same_day_is_that_of_the_night_and_says_so(
    start: time, end: time, expected: str
) -> None:
    result = schedule(Written(day=DAY, hour=start), Written(day=DAY, hour=end), zone=PARIS, move=None)

    assert result.ends_at.isoformat() == expected
    assert "comprise comme la nuit du 14/11/2026 au lendemain" in result.notes[0]


@pytest.mark.parametrize(("start", "end"), [(time(18), time(14)), (time(14), time(13, 30)), (time(23), time(9))])
def test_an_end_before_its_beginning_that_is_no_night_is_left_to_the_platform_to_refuse(start: time, end: time) -> None:
    result = schedule(Written(day=DAY, hour=start), Written(day=DAY, hour=end), zone=PARIS, move=None)

    assert result.ends_at < result.starts_at


def test_midnight_to_the_same_midnight_is_how_programs_write_a_whole_day() -> None:
    result = schedule(Written(day=DAY, hour=time(0)), Written(day=DAY, hour=time(0)), zone=PARIS, move=None)

    assert result.all_day
    assert result.ends_at.date() == DAY


def test_hours_are_on_the_clock_of_the_place_whatever_offset_was_written() -> None:
    start = Written(day=DAY, hour=time(22), offset=timedelta())

    result = schedule(
        start, Written(day=DAY, hour=time(23), offset=timedelta()), zone=ZoneInfo("Indian/Reunion"), move=None
    )

    assert result.starts_at.isoformat() == "2026-11-15T02:00:00+04:00"
    assert result.ends_at - result.starts_at == timedelta(hours=1)


def test_hours_without_an_offset_are_those_of_the_place() -> None:
    result = schedule(Written(day=DAY, hour=time(8)), None, zone=ZoneInfo("America/Martinique"), move=None)

    assert result.starts_at.isoformat() == "2026-11-14T08:00:00-04:00"


@pytest.mark.parametrize(
    ("day", "move", "expected"),
    [
        (date(2022, 11, 12), Move(year=2026), date(2026, 11, 14)),
        (date(2024, 2, 29), Move(year=2026), date(2026, 2, 26)),
        (date(2022, 1, 1), Move(year=2026), date(2026, 1, 3)),
        (date(2022, 12, 31), Move(year=2026), date(2026, 12, 26)),
        (date(2026, 11, 5), Move(year=2026), date(2026, 11, 5)),
        (date(2022, 5, 31), Move(year=2026, month=11), date(2026, 11, 24)),
        (date(2026, 5, 2), Move(year=2026, month=11), date(2026, 11, 7)),
    ],
)
def test_a_moved_day_keeps_its_weekday_and_stays_in_the_wanted_year_or_month(
    day: date, move: Move, expected: date
) -> None:
    moved = moved_day(day, move)

    assert moved == expected
    assert moved.weekday() == day.weekday()


def test_moving_keeps_how_long_it_lasts_and_the_hours() -> None:
    start, end = Written(day=date(2022, 12, 30), hour=time(18)), Written(day=date(2023, 1, 2), hour=time(9))

    result = schedule(start, end, zone=PARIS, move=Move(year=2026, month=11))

    assert result.starts_at == datetime(2026, 11, 27, 18, tzinfo=PARIS)
    assert result.ends_at == datetime(2026, 11, 30, 9, tzinfo=PARIS)
    assert result.notes == ("Dates déplacées : 30/12/2022 → 27/11/2026.",)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-11-14 00:00:00", None, (14, 14)),
        ("2026-11-14T00:00:00+00:00", None, (14, 14)),
        ("2026-11-13T23:00:00Z", None, (14, 14)),
        ("2026-11-14 00:00", "2026-11-14 00:00", (14, 14)),
        ("2026-11-14T00:00:00Z", "2026-11-15T00:00:00Z", (14, 14)),
        ("2026-11-13T23:00:00Z", "2026-11-14T23:00:00Z", (14, 14)),
        ("2026-11-14T00:00:00", "2026-11-16T00:00:00", (14, 16)),
    ],
)
def test_a_midnight_that_a_program_wrote_beside_a_day_is_no_hour(
    start: str, end: str | None, expected: tuple[int, int]
) -> None:
    begins, ends = parse(start), parse(end) if end else None
    assert begins is not None

    found = schedule(begins, ends, zone=PARIS, move=None)

    assert found.all_day
    assert (found.starts_at.day, found.ends_at.day) == expected
