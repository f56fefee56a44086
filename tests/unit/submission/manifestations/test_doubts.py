"""What an organiser is asked about before it is registered."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from services.submission.manifestations.rules.doubts import doubts
from tests.support.builders import ENDS_AT, STARTS_AT, content, occurrence

BEFORE = STARTS_AT - timedelta(days=60)


def asked(now: datetime = BEFORE, *dates: dict[str, Any]) -> list[str]:
    occurrences = tuple(occurrence(**date) for date in dates or [{}])
    return list(doubts(content(occurrences=occurrences), now))


def test_a_date_to_come_or_going_on_is_not_asked_about() -> None:
    assert asked(BEFORE) == asked(ENDS_AT - timedelta(seconds=1)) == []


def test_what_is_all_over_is_asked_about() -> None:
    [one] = asked(ENDS_AT)
    [several] = asked(ENDS_AT, {}, {})

    assert "La date est déjà passée" in one
    assert "Toutes les dates sont déjà passées" in several


def test_one_date_to_come_is_enough() -> None:
    later = {"starts_at": STARTS_AT + timedelta(days=7), "ends_at": ENDS_AT + timedelta(days=7)}

    assert [] == asked(ENDS_AT, {}, later)


@pytest.mark.parametrize(("fields", "count"), [({}, 1), ({"all_day": True}, 0)])
def test_weeks_with_hours_are_asked_about_and_whole_days_are_not(fields: dict[str, Any], count: int) -> None:
    found = asked(BEFORE, {"ends_at": STARTS_AT + timedelta(days=19, hours=2), **fields})

    assert count == len(found)
    assert all("dure 458 heures d’affilée" in sentence for sentence in found)


def test_a_week_end_is_not_asked_about_and_the_date_is_named_among_several() -> None:
    week_end = {"ends_at": STARTS_AT + timedelta(days=2)}
    longer = {"ends_at": STARTS_AT + timedelta(days=2, minutes=30)}

    assert [] == asked(BEFORE, week_end)
    assert ["La date n° 2 dure 48 heures"] == [sentence[:27] for sentence in asked(BEFORE, week_end, longer)]
