from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfoNotFoundError

import pytest

from services.programme.listings.rules.dates import Period, occurrence_rows, period_of, state_of
from tests.support.builders import RENNES, STARTS_AT, content, occurrence

REUNION = "Indian/Reunion"
SAINT_DENIS = replace(
    RENNES, commune_code="97411", commune_name="Saint-Denis", department_code="974", region_code="04", postcode="97400"
)
MORNING = datetime(2026, 11, 14, 9, tzinfo=UTC)


def period(starts_at: datetime, ends_at: datetime, zone: str = "Europe/Paris") -> Period:
    shown = content(starts_at=starts_at, ends_at=ends_at, time_zone=zone)
    return period_of(shown, shown.occurrences[0])


def days(starts_at: datetime, ends_at: datetime) -> tuple[date, date]:
    found = period(starts_at, ends_at)
    return found.first_day, found.last_day


def test_a_night_belongs_to_the_day_it_began_on() -> None:
    starts_at = datetime(2026, 11, 14, 20, tzinfo=UTC)

    assert days(starts_at, starts_at + timedelta(hours=5)) == (date(2026, 11, 14), date(2026, 11, 14))


def test_a_date_that_begins_and_ends_in_the_small_hours_keeps_its_day() -> None:
    starts_at = datetime(2026, 11, 14, 2, tzinfo=UTC)

    assert days(starts_at, starts_at + timedelta(hours=1)) == (date(2026, 11, 14), date(2026, 11, 14))


def test_days_are_those_of_the_place() -> None:
    starts_at = datetime(2026, 11, 14, 21, tzinfo=UTC)

    found = period(starts_at, starts_at + timedelta(hours=9), REUNION)

    assert (found.first_day, found.last_day) == (date(2026, 11, 15), date(2026, 11, 15))
    assert found.starts == datetime(2026, 11, 15, 1)  # noqa: DTZ001


def test_several_days_are_all_covered() -> None:
    assert days(MORNING, MORNING + timedelta(days=3)) == (date(2026, 11, 14), date(2026, 11, 17))


def test_a_whole_day_ends_on_the_day_before_its_last_midnight() -> None:
    midnight = datetime(2026, 11, 13, 23, tzinfo=UTC)
    shown = content(occurrences=(occurrence(starts_at=midnight, ends_at=midnight + timedelta(days=2), all_day=True),))

    found = period_of(shown, shown.occurrences[0])

    assert (found.first_day, found.last_day) == (date(2026, 11, 14), date(2026, 11, 15))


def test_an_end_before_the_beginning_covers_the_first_day() -> None:
    assert days(MORNING, MORNING - timedelta(days=3)) == (date(2026, 11, 14), date(2026, 11, 14))


def test_a_date_with_a_place_of_its_own_runs_on_the_clock_of_that_place() -> None:
    shown = content(occurrences=(occurrence(), occurrence(place=SAINT_DENIS)))

    here, there = occurrence_rows(shown, region_code="53")

    assert there.starts_local - here.starts_local == timedelta(hours=3)
    assert (here.region_code, here.department_code, here.commune_code) == ("53", "35", "35238")
    assert (there.region_code, there.department_code, there.commune_code) == ("04", "974", "97411")


def test_a_date_online_counts_for_the_region_of_the_listing_and_for_no_department() -> None:
    [row] = occurrence_rows(content(attendance="online", place=None), region_code="53")

    assert (row.region_code, row.department_code, row.commune_code) == ("53", None, None)


def test_a_date_that_moved_online_stays_where_people_look_for_it() -> None:
    [row] = occurrence_rows(content(occurrences=(occurrence(state="moved_online"),)), region_code="53")

    assert (row.state, row.department_code) == ("moved_online", "35")


def test_a_state_that_a_later_release_named_is_a_date_like_others() -> None:
    assert state_of(occurrence(state="sold_on_the_moon")) == "scheduled"


@pytest.mark.parametrize("place", [None, SAINT_DENIS], ids=["of the manifestation", "of the date"])
def test_a_zone_nobody_knows_is_a_fault_of_the_record(place: object) -> None:
    shown = content(time_zone="Europe/Atlantide", occurrences=(occurrence(place=place),))

    with pytest.raises(ZoneInfoNotFoundError):
        occurrence_rows(shown, region_code="53")


@pytest.mark.parametrize(
    ("starts", "hours", "parts"),
    [
        (9, 2, ("morning",)),
        (10, 4, ("morning", "afternoon")),
        (12, 2, ("afternoon",)),
        (16, 2, ("afternoon",)),
        (18, 3, ("evening",)),
        (20, 6, ("evening",)),
        (9, 12, ("morning", "afternoon", "evening")),
        (14, 0, ("afternoon",)),
        (9, 60, ("morning", "afternoon", "evening")),
    ],
)
def test_a_date_is_in_each_part_of_the_day_in_which_somebody_can_come(
    starts: int, hours: int, parts: tuple[str, ...]
) -> None:
    begins = STARTS_AT.replace(hour=starts)
    shown = content(starts_at=begins, ends_at=begins + timedelta(hours=hours))

    [row] = occurrence_rows(shown, region_code="53")

    assert row.periods == parts


@pytest.mark.parametrize(("day", "days", "weekend"), [(13, 0, False), (14, 0, True), (12, 3, True), (9, 4, False)])
def test_what_touches_a_saturday_or_a_sunday_is_on_the_weekend(day: int, days: int, weekend: bool) -> None:  # noqa: FBT001
    begins = STARTS_AT.replace(day=day)
    shown = content(starts_at=begins, ends_at=begins + timedelta(days=days, hours=2))

    assert [row.weekend for row in occurrence_rows(shown, region_code="53")] == [weekend]


def test_a_place_without_coordinates_stands_in_the_middle_of_its_commune() -> None:
    own = replace(RENNES, latitude=48.1, longitude=-1.7)

    rows = [*occurrence_rows(content(), region_code="53"), *occurrence_rows(content(place=own), region_code="53")]

    assert [(row.latitude, row.longitude) for row in rows] == [(48.112, -1.674), (48.1, -1.7)]
    assert {row.epci_code for row in rows} == {"243500139"}
