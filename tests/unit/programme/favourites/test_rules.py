"""What a link opens and no other does, and which dates are at the same time."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.programme.favourites.own_programme import Purpose
from services.programme.favourites.rules.clashes import clashes
from services.programme.favourites.rules.links import named_in, opens, sign
from services.programme.listings.listing import ListedDate
from tests.support.builders import content, occurrence, some_id
from tests.unit.programme.feeds.test_exports import listed

SECRET = b"s" * 32
PURPOSES: tuple[Purpose, ...] = ("own", "shared", "calendar")
NOON = datetime(2026, 11, 14, 11, tzinfo=UTC)
HOUR = timedelta(hours=1)


@given(st.uuids(), st.sampled_from(PURPOSES), st.sampled_from(PURPOSES), st.integers(0, 3), st.integers(0, 3))
def test_a_link_opens_its_programme_for_what_it_was_made_for_alone(
    programme_id: UUID, made: Purpose, asked: Purpose, number: int, asked_number: int
) -> None:
    link = sign(SECRET, made, programme_id, number)

    assert named_in(link) == programme_id
    assert opens(SECRET, link, asked, programme_id, asked_number) == ((made, number) == (asked, asked_number))
    assert not opens(b"other" * 8, link, made, programme_id, number)
    assert not opens(SECRET, link, made, some_id(1), number)


@given(st.text(max_size=60))
def test_what_is_no_link_of_ours_opens_nothing_and_breaks_nothing(text: str) -> None:
    named = named_in(text)

    assert named is None or not opens(SECRET, text, "own", named)


def dates(*times: tuple[float, float], **fields: Any) -> list[ListedDate]:
    """Return dates that begin and end so many hours after noon."""
    found = []
    for number, (begins, ends) in enumerate(times):
        begins_at, ends_at = NOON + begins * HOUR, NOON + ends * HOUR
        each = occurrence(occurrence_id=some_id(number), starts_at=begins_at, ends_at=ends_at, **fields)
        found += listed(content(occurrences=(each,)))
    return found


def numbers(found: list[ListedDate]) -> dict[int, list[int]]:
    return {
        key[1].int - some_id(0).int: [each.occurrence.occurrence_id.int - some_id(0).int for each in against]
        for key, against in clashes(found).items()
    }


def test_dates_clash_where_they_overlap_and_not_where_one_ends_as_the_other_begins() -> None:
    assert numbers(dates((0, 2), (1, 3), (2, 4), (5, 6))) == {0: [1], 1: [0, 2], 2: [1]}


def test_what_lasts_for_days_or_does_not_take_place_is_in_nobody_s_way() -> None:
    assert numbers(dates((0, 2), (-30, 30))) == {}
    assert numbers(dates((0, 2), (1, 3), all_day=True)) == {}
    assert numbers(dates((0, 2), (1, 3), state="cancelled")) == {}
