from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from shared.french.dates import ZONE_NAMES, day, hour, local_input, moment, moments, tile, with_offset
from shared.geography.time_zones import ISLANDS, OVERSEAS

PARIS = "Europe/Paris"
REUNION = "Indian/Reunion"


def at(text: str, zone: str = PARIS) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def plain(text: str) -> str:
    """Unbreakable spaces as ordinary ones, so that expectations can be read."""
    return text.replace("\u00a0", " ")


def test_the_first_of_a_month_is_written_as_an_ordinal() -> None:
    assert plain(day(date(2026, 11, 1))) == "dimanche 1er novembre 2026"


@pytest.mark.parametrize(
    ("value", "expected"), [(time(10), "10 h"), (time(9, 5), "9 h 05"), (time(0), "0 h"), (time(12, 30), "12 h 30")]
)
def test_hours_are_written_with_h(value: time, expected: str) -> None:
    assert plain(hour(value)) == expected


def test_one_day_gives_its_date_once() -> None:
    text = moments(at("2026-11-14T10:00"), at("2026-11-14T12:30"), PARIS)

    assert plain(text) == "samedi 14 novembre 2026, 10 h – 12 h 30"


def test_days_and_hours_do_not_break_at_the_end_of_a_line() -> None:
    text = moments(at("2026-11-14T10:00"), at("2026-11-14T12:30"), PARIS)

    assert "samedi\u00a014 " in text
    assert "12\u00a0h\u00a030" in text


def test_an_evening_that_ends_after_midnight_keeps_its_day() -> None:
    text = moments(at("2026-11-20T20:00"), at("2026-11-21T01:00"), PARIS)

    assert plain(text) == "vendredi 20 novembre 2026, 20 h – 1 h"


def test_several_days_are_a_range() -> None:
    text = moments(at("2026-11-14T10:00"), at("2026-11-15T18:00"), PARIS)

    assert plain(text) == "du samedi 14 novembre, 10 h, au dimanche 15 novembre 2026, 18 h"


def test_a_range_over_new_year_names_both_years() -> None:
    text = moments(at("2026-12-31T10:00"), at("2027-01-02T18:00"), PARIS)

    assert plain(text) == "du jeudi 31 décembre 2026, 10 h, au samedi 2 janvier 2027, 18 h"


def test_hours_are_those_of_the_place_and_its_zone_is_named() -> None:
    text = moments(datetime(2026, 11, 14, 5, tzinfo=UTC), datetime(2026, 11, 14, 7, tzinfo=UTC), REUNION)

    assert plain(text) == "samedi 14 novembre 2026, 9 h – 11 h (heure de La Réunion)"


def test_the_night_of_the_change_to_winter_time_is_read_in_local_hours() -> None:
    before, after = datetime(2026, 10, 24, 22, tzinfo=UTC), datetime(2026, 10, 25, 8, tzinfo=UTC)

    assert plain(moments(before, after, PARIS)) == "dimanche 25 octobre 2026, 0 h – 9 h"


def test_a_single_moment_reads_as_a_sentence_part() -> None:
    assert plain(moment(at("2026-09-12T18:00"), PARIS)) == "samedi 12 septembre 2026 à 18 h"


def test_a_calendar_leaf_shows_the_local_day() -> None:
    assert tile(datetime(2026, 11, 13, 21, tzinfo=UTC), REUNION) == {"weekday": "samedi", "day": "14", "month": "nov."}


def test_a_date_input_goes_round_with_the_offset_of_its_zone() -> None:
    written = local_input(at("2026-11-14T10:00", REUNION), REUNION)

    assert written == "2026-11-14T10:00"
    assert with_offset(written, REUNION) == "2026-11-14T10:00:00+04:00"


def test_unreadable_or_complete_times_are_left_for_the_validation() -> None:
    assert with_offset("14/11/2026", PARIS) == "14/11/2026"
    assert with_offset("2026-11-14T10:00:00Z", PARIS) == "2026-11-14T10:00:00Z"


def test_every_clock_of_the_islands_has_a_name_that_people_know() -> None:
    zones = {*OVERSEAS.values(), *ISLANDS.values()}

    assert zones == set(ZONE_NAMES)
