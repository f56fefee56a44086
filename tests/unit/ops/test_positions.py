from datetime import UTC, datetime

import pytest
from aiokafka import TopicPartition

from moisess.groups.positions import Membership, Position
from moisess.moments import MomentUnclear, moment

PARTITION = TopicPartition("t", 0)


@pytest.mark.parametrize(("reached", "expected"), [(None, 7), (0, 7), (5, 5), (10, 0)])
def test_what_the_broker_no_longer_has_is_no_lag(reached: int | None, expected: int) -> None:
    assert expected == Position(partition=PARTITION, reached=reached, start=3, end=10).lag


@pytest.mark.parametrize(
    ("state", "members", "live"),
    [("Empty", 0, False), ("Dead", 0, False), ("Stable", 2, True), ("PreparingRebalance", 0, True)],
)
def test_a_group_that_somebody_joins_is_live(state: str, members: int, live: bool) -> None:  # noqa: FBT001
    assert live == Membership(state=state, members=members).live


def test_a_moment_without_offset_is_on_this_clock_and_one_with_is_not() -> None:
    assert moment("2026-11-14T10:00").tzinfo is not None
    assert datetime(2026, 11, 14, 9, tzinfo=UTC) == moment("2026-11-14T10:00:00+01:00")


def test_what_is_no_moment_is_refused() -> None:
    with pytest.raises(MomentUnclear):
        moment("avant-hier")
