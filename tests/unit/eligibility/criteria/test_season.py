"""When it takes place and when it was registered, against what the edition says."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from services.eligibility.criteria.season import registration, season
from shared.contracts.content import Occurrence
from tests.support.builders import content, manifestation_changed
from tests.support.edition import EDITION, edition

PARIS = ZoneInfo("Europe/Paris")
NOVEMBER = edition(first_day=date(2026, 11, 1), last_day=date(2026, 11, 30))
CLOSES = datetime(2026, 10, 15, 22, tzinfo=UTC)
CLOSED = edition(registration_closes_at=CLOSES)


def occurrence(start: datetime, hours: float) -> Occurrence:
    return Occurrence(occurrence_id=UUID(int=start.day), starts_at=start, ends_at=start + timedelta(hours=hours))


def judged(*dates: Occurrence, **fields: Any) -> tuple[str, str]:
    reason = season(content(occurrences=dates, **fields), NOVEMBER)
    return reason.outcome, reason.code


def test_a_night_that_begins_on_the_last_day_belongs_to_the_season() -> None:
    assert judged(occurrence(datetime(2026, 11, 30, 22, tzinfo=PARIS), 8)) == ("met", "within_season")
    assert judged(occurrence(datetime(2026, 11, 30, 22, tzinfo=PARIS), 8.5)) == ("not_met", "outside_season")


@pytest.mark.parametrize(
    "start", [datetime(2026, 10, 31, 23, 30, tzinfo=PARIS), datetime(2026, 12, 1, 0, 30, tzinfo=PARIS)]
)
def test_what_begins_on_another_day_is_outside(start: datetime) -> None:
    assert judged(occurrence(start, 1)) == ("not_met", "outside_season")


def test_days_are_those_of_the_clock_of_the_place() -> None:
    midnight_in_paris = occurrence(datetime(2026, 12, 1, 0, 30, tzinfo=PARIS), 1)

    assert judged(midnight_in_paris, time_zone="America/Martinique") == ("met", "within_season")


def test_where_only_some_dates_are_outside_the_chamber_decides() -> None:
    inside, outside = (occurrence(datetime(2026, month, 15, 10, tzinfo=PARIS), 2) for month in (11, 12))

    assert judged(inside, outside) == ("unknown", "partly_outside_season")


def test_what_is_registered_after_the_closing_is_late_and_stays_so() -> None:
    at_closing = manifestation_changed(changed_at=CLOSES)
    before = replace(at_closing, changed_at=CLOSES - timedelta(seconds=1))
    amended = replace(at_closing, version=2, state="amended", changed_at=CLOSES + timedelta(days=3))

    assert registration(at_closing, CLOSED, late_before=False).code == "registered_late"
    assert registration(before, CLOSED, late_before=False).outcome == "met"
    assert registration(amended, CLOSED, late_before=False).outcome == "met"
    assert registration(amended, CLOSED, late_before=True).outcome == "not_met"
    assert registration(at_closing, EDITION, late_before=False).outcome == "met"
