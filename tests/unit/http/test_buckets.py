import pytest

from shared.http.buckets import MOST_REMEMBERED, Buckets, Rate
from tests.support.clock import SettableClock

RATE = Rate(name="essai", per_second=5, burst=100)


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock()


@pytest.fixture
def buckets(clock: SettableClock) -> Buckets:
    return Buckets(RATE, clock=clock)


def taken(buckets: Buckets, who: str, times: int) -> int:
    return sum(not buckets.take(who).refused for _ in range(times))


def test_so_many_are_taken_at_once_and_no_more(buckets: Buckets) -> None:
    assert taken(buckets, "a", 150) == 100


def test_a_burst_over_some_seconds_gets_what_came_in_meanwhile(buckets: Buckets, clock: SettableClock) -> None:
    accepted = 0
    for _ in range(150):
        accepted += taken(buckets, "a", 1)
        clock.now += 2.5 / 150

    assert accepted == 112


def test_waiting_as_told_opens_again_and_refusals_cost_nothing(buckets: Buckets, clock: SettableClock) -> None:
    taken(buckets, "a", 100)
    refused = [buckets.take("a") for _ in range(50)][-1]
    assert (refused.refused, refused.remaining, refused.seconds) == (True, 0, 1)

    clock.now += refused.seconds

    assert taken(buckets, "a", 10) == 5


def test_a_standing_says_what_is_left_and_when_all_of_it_is_back(buckets: Buckets) -> None:
    standing = buckets.take("a", cost=20)

    assert (standing.remaining, standing.seconds, standing.rate.window_seconds) == (80, 4, 20)


def test_after_a_rest_the_bucket_is_full_and_not_fuller(buckets: Buckets, clock: SettableClock) -> None:
    taken(buckets, "a", 100)
    clock.now += 1_000_000

    assert taken(buckets, "a", 200) == 100


def test_one_is_not_held_up_by_another(buckets: Buckets) -> None:
    taken(buckets, "a", 200)

    assert taken(buckets, "b", 100) == 100


def test_a_hundred_thousand_addresses_take_the_room_of_twenty_thousand(buckets: Buckets) -> None:
    for number in range(100_000):
        buckets.take(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")

    assert len(buckets._full_at) == MOST_REMEMBERED  # noqa: SLF001 -- the bound is what is promised
