"""Dates: the season on the clock of the place, whole days, order, doubles."""

from typing import Any

import pytest

from tests.support.submission import MORNING, PLACE
from tests.unit.submission.manifestations.building import content, date, faults_of, sentences_of

REUNION = {**PLACE, "postcode": "97400", "commune_code": "97411"}
PAPEETE = {**PLACE, "postcode": "98714", "commune_code": "98735"}
MARQUISES = {**PLACE, "postcode": "98740", "commune_code": "98718"}
NOUMEA = {**PLACE, "postcode": "98800", "commune_code": "98818"}


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "expected"),
    [
        ("2026-11-14T10:00:00+01:00", "2026-11-14T10:00:00+01:00", [("ends_at", "ends_before_start")]),
        ("2026-11-14T10:00:00+01:00", "2026-11-14T09:30:00Z", []),
        ("2026-11-14T10:00:00+01:00", "2026-11-14T08:30:00Z", [("ends_at", "ends_before_start")]),
        ("2026-10-25T02:30:00+02:00", "2026-10-25T02:15:00+01:00", []),
        ("2026-10-01T00:00:00+02:00", "2026-12-02T00:00:00+01:00", [("ends_at", "too_long_a_time")]),
        ("2026-10-01T01:00:00+02:00", "2026-12-01T23:59:00+01:00", []),
        ("2026-09-30T23:30:00+02:00", "2026-10-01T01:00:00+02:00", [("starts_at", "outside_season")]),
        ("2026-12-31T20:00:00+01:00", "2027-01-01T02:00:00+01:00", []),
        ("2026-12-31T20:00:00+01:00", "2027-01-01T06:00:00+01:00", []),
        ("2026-12-31T20:00:00+01:00", "2027-01-01T06:01:00+01:00", [("ends_at", "outside_season")]),
        ("2027-01-01T00:00:00+01:00", "2027-01-01T02:00:00+01:00", [("starts_at", "outside_season")]),
        ("2027-01-03T10:00:00+01:00", "2027-01-03T12:00:00+01:00", [("starts_at", "outside_season")]),
        (1700000000, "9999-12-31T23:59:59-12:00", [("starts_at", "datetime_format"), ("ends_at", "outside_season")]),
        (
            "0001-01-01T00:00:00+14:00",
            "le 14 novembre",
            [("starts_at", "outside_season"), ("ends_at", "datetime_format")],
        ),
        ("2026-11-14T10:00:00+01:00", None, [("ends_at", "required")]),
        ("2026-11-14", "2026-11-15T10:00:00+01:00", [("ends_at", "dates_mixed_with_moments")]),
        ("2026-11-14T10:00:00+01:00", "2026-11-15", [("ends_at", "dates_mixed_with_moments")]),
        ("2026-11-31", None, [("starts_at", "date_format")]),
        ("2026-10-01", "2026-12-02", [("ends_at", "too_long_a_time")]),
        ("2026-11-15", "2026-11-14", [("ends_at", "ends_before_start")]),
        ("2026-12-31", None, []),
        ("2026-12-31", "2027-01-01", [("ends_at", "outside_season")]),
        ("2026-09-30", "2026-10-01", [("starts_at", "outside_season")]),
    ],
)
def test_a_date_lies_in_the_season_in_order_and_is_not_too_long(
    starts_at: Any, ends_at: str | None, expected: list[tuple[str, str]]
) -> None:
    occurrences = [date(starts_at, ends_at)]
    if expected:
        assert faults_of(occurrences=occurrences) == [(f"/occurrences/0/{name}", code) for name, code in expected]
    else:
        content(occurrences=occurrences)


@pytest.mark.parametrize(
    ("place", "starts_at", "ends_at", "good"),
    [
        (PLACE, "2026-09-30T21:00:00Z", "2026-09-30T23:00:00Z", False),
        (REUNION, "2026-09-30T21:00:00Z", "2026-09-30T23:00:00Z", True),
        (PAPEETE, "2026-10-01T09:59:00Z", "2026-10-01T12:00:00Z", False),
        (PAPEETE, "2026-10-01T10:00:00Z", "2026-10-01T12:00:00Z", True),
        (PAPEETE, "2027-01-01T09:59:00Z", "2027-01-01T16:00:00Z", True),
        (PAPEETE, "2027-01-01T09:59:00Z", "2027-01-01T16:01:00Z", False),
        (MARQUISES, "2026-10-01T09:30:00Z", "2026-10-01T12:00:00Z", True),
        (MARQUISES, "2027-01-01T09:30:00Z", "2027-01-01T12:00:00Z", False),
        (NOUMEA, "2026-09-30T13:00:00Z", "2026-09-30T15:00:00Z", True),
        (NOUMEA, "2026-12-31T13:00:00Z", "2026-12-31T15:00:00Z", False),
    ],
)
def test_the_season_is_read_on_the_clock_of_the_place(
    place: dict[str, Any],
    starts_at: str,
    ends_at: str,
    good: bool,  # noqa: FBT001
) -> None:
    fields = {"place": place, "occurrences": [date(starts_at, ends_at)]}
    if good:
        content(**fields)
    else:
        assert [code for _, code in faults_of(**fields)] == ["outside_season"]


def test_hours_are_kept_on_the_clock_of_the_place() -> None:
    known = content(place=REUNION, occurrences=[date("2026-09-30T21:00:00Z", "2026-09-30T23:00:00Z")])

    assert (known.starts_at.isoformat(), known.time_zone) == ("2026-10-01T01:00:00+04:00", "Indian/Reunion")
    assert known.occurrences[0].starts_at.isoformat() == "2026-10-01T01:00:00+04:00"


def test_a_date_with_its_own_place_has_the_clock_of_that_place() -> None:
    walk = content(
        place=PAPEETE, occurrences=[date("2026-11-14"), date("2026-11-15", place={**MARQUISES, "name": "La baie"})]
    )

    assert [each.starts_at.isoformat() for each in walk.occurrences] == [
        "2026-11-14T00:00:00-10:00",
        "2026-11-15T00:00:00-09:30",
    ]
    assert walk.time_zone == "Pacific/Tahiti"


def test_plain_dates_are_whole_days_the_last_one_included() -> None:
    [one, two] = content(occurrences=[date("2026-11-14"), date("2026-11-20", "2026-11-22")]).occurrences

    assert (one.all_day, one.starts_at.isoformat(), one.ends_at.isoformat()) == (
        True,
        "2026-11-14T00:00:00+01:00",
        "2026-11-15T00:00:00+01:00",
    )
    assert (two.starts_at.isoformat(), two.ends_at.isoformat()) == (
        "2026-11-20T00:00:00+01:00",
        "2026-11-23T00:00:00+01:00",
    )


def test_whole_days_change_their_offset_with_the_clock() -> None:
    [each] = content(occurrences=[date("2026-10-24", "2026-10-25")]).occurrences

    assert (each.starts_at.isoformat(), each.ends_at.isoformat()) == (
        "2026-10-24T00:00:00+02:00",
        "2026-10-26T00:00:00+01:00",
    )


def test_all_day_goes_with_midnights_of_the_place_and_with_nothing_else() -> None:
    midnights = {"starts_at": "2026-11-14T00:00:00+01:00", "ends_at": "2026-11-15T00:00:00+01:00"}

    assert content(occurrences=[{**midnights, "all_day": True}]).occurrences[0].all_day
    assert not content(occurrences=[midnights]).occurrences[0].all_day
    assert faults_of(occurrences=[{**MORNING, "all_day": True}]) == [
        ("/occurrences/0/starts_at", "midnight_expected"),
        ("/occurrences/0/ends_at", "midnight_expected"),
    ]
    assert faults_of(place=REUNION, occurrences=[{**midnights, "all_day": True}]) == [
        ("/occurrences/0/starts_at", "midnight_expected"),
        ("/occurrences/0/ends_at", "midnight_expected"),
    ]
    assert faults_of(occurrences=[date("2026-11-14", all_day=False)]) == [
        ("/occurrences/0/all_day", "all_day_disagrees")
    ]


def test_dates_come_in_order_and_their_hull_leaves_out_what_is_cancelled() -> None:
    known = content(
        occurrences=[
            date("2026-11-28"),
            {**MORNING, "state": "cancelled"},
            date("2026-11-20T18:00:00+01:00", "2026-11-20T20:00:00+01:00"),
        ]
    )

    assert [each.starts_at.day for each in known.occurrences] == [14, 20, 28]
    assert (known.starts_at.day, known.ends_at.isoformat()) == (20, "2026-11-29T00:00:00+01:00")


def test_where_all_dates_are_cancelled_the_hull_is_that_of_all() -> None:
    known = content(occurrences=[{**MORNING, "state": "cancelled"}, date("2026-11-20", state="cancelled")])

    assert (known.starts_at.day, known.ends_at.day) == (14, 21)


def test_the_same_date_twice_names_both() -> None:
    twice = [MORNING, date("2026-11-20"), {**MORNING, "place": PLACE}]

    assert faults_of(occurrences=twice) == [("/occurrences/2/starts_at", "date_twice")]
    assert "n° 1 et n° 3" in sentences_of(occurrences=twice)[0]


def test_the_same_moment_at_two_places_is_two_dates() -> None:
    assert len(content(occurrences=[MORNING, {**MORNING, "place": {**PLACE, "name": "La Halle"}}]).occurrences) == 2


def test_an_id_given_twice_names_both() -> None:
    some_id = "00000000-0000-0000-0000-000000000001"
    twice = [{**MORNING, "occurrence_id": some_id}, date("2026-11-20", occurrence_id=some_id)]

    assert faults_of(occurrences=twice) == [("/occurrences/1/occurrence_id", "occurrence_id_twice")]


@pytest.mark.parametrize(("number", "code"), [(0, "too_few_items"), (61, "too_many_items")])
def test_one_to_sixty_dates_are_asked(number: int, code: str) -> None:
    dates = [date(f"2026-{10 + position // 28}-{1 + position % 28:02}") for position in range(number)]

    assert faults_of(occurrences=dates) == [("/occurrences", code)]


def test_a_faulty_date_does_not_hide_the_faults_of_the_others() -> None:
    assert faults_of(occurrences=[{"starts_at": "hier"}, MORNING, MORNING]) == [
        ("/occurrences/0/starts_at", "datetime_format"),
        ("/occurrences/2/starts_at", "date_twice"),
    ]
