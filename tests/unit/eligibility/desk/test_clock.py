"""When a chamber is reminded, and when the national team sees what it left waiting."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from services.eligibility.desk.rules.clock import Clock, clock_of
from shared.contracts.edition import ReviewDelays
from shared.contracts.submission import EditionChanged
from tests.support.edition import edition

CUT_OFF = datetime(2026, 9, 12, 16, tzinfo=UTC)
"""Of Brittany, whose clock shows 18 h."""


def clock(since: datetime, region_code: str = "53", of: EditionChanged | None = None) -> Clock:
    return clock_of(UUID(int=1), of or edition(), region_code, since=since)


def test_a_chamber_is_reminded_after_three_days_and_the_national_team_called_after_seven() -> None:
    since = datetime(2026, 7, 1, 9, tzinfo=UTC)
    found = clock(since)

    assert found.remind_at == since + timedelta(days=3)
    assert found.escalate_at == since + timedelta(days=7)
    assert found.next_at == found.remind_at


def test_delays_are_those_of_the_edition() -> None:
    since = datetime(2026, 7, 1, 9, tzinfo=UTC)
    found = clock(since, of=edition(review_delays=ReviewDelays(remind=5, escalate=6)))

    assert (found.remind_at, found.escalate_at) == (since + timedelta(days=5), since + timedelta(days=6))


def test_before_a_cut_off_it_goes_faster() -> None:
    since = CUT_OFF - timedelta(days=4)
    found = clock(since)

    assert (found.remind_at, found.escalate_at) == (since + timedelta(days=1), since + timedelta(days=2))


def test_what_has_waited_when_the_last_days_begin_is_counted_from_their_beginning() -> None:
    found = clock(CUT_OFF - timedelta(days=12))

    assert found.remind_at == CUT_OFF - timedelta(days=9)
    assert found.escalate_at == CUT_OFF - timedelta(days=8)


def test_after_the_cut_off_nothing_hurries() -> None:
    since = CUT_OFF + timedelta(days=1)

    assert clock(since).escalate_at == since + timedelta(days=7)


def test_where_no_chamber_is_in_charge_nobody_is_called() -> None:
    assert clock(datetime(2026, 7, 1, tzinfo=UTC), "975").next_at is None
    assert clock(datetime(2026, 7, 1, tzinfo=UTC), "").next_at is None


def test_what_is_done_is_not_due_again() -> None:
    found = clock(datetime(2026, 7, 1, tzinfo=UTC))
    reminded = replace(found, reminded_at=found.remind_at)

    assert reminded.next_at == found.escalate_at
    assert replace(reminded, escalated_at=found.escalate_at).next_at is None
