import pytest

from shared.http.attempts import ADDRESSES, ATTEMPTS, WINDOW_SECONDS, AttemptLimit
from shared.http.errors import TooManyAttempts


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limit(clock: Clock) -> AttemptLimit:
    return AttemptLimit(clock=clock)


def exhaust(limit: AttemptLimit, address: str) -> None:
    for _ in range(ATTEMPTS):
        limit.count(address)


def test_one_attempt_too_many_says_how_long_to_wait(limit: AttemptLimit, clock: Clock) -> None:
    exhaust(limit, "192.0.2.1")
    clock.now += 60

    with pytest.raises(TooManyAttempts) as refused:
        limit.count("192.0.2.1")

    assert refused.value.retry_after_seconds == WINDOW_SECONDS - 60 + 1


def test_waiting_as_told_opens_again(limit: AttemptLimit, clock: Clock) -> None:
    exhaust(limit, "192.0.2.1")
    with pytest.raises(TooManyAttempts) as refused:
        limit.count("192.0.2.1")

    clock.now += refused.value.retry_after_seconds or 0

    exhaust(limit, "192.0.2.1")


def test_another_address_is_not_held_up(limit: AttemptLimit) -> None:
    exhaust(limit, "192.0.2.1")

    exhaust(limit, "192.0.2.2")

    for full in ("192.0.2.1", "192.0.2.2"):
        with pytest.raises(TooManyAttempts):
            limit.count(full)


def test_one_ipv6_network_is_one_source(limit: AttemptLimit) -> None:
    for number in range(ATTEMPTS):
        limit.count(f"2001:db8::{number}")

    with pytest.raises(TooManyAttempts):
        limit.count("2001:db8::ffff")
    limit.count("2001:db8:0:1::1")


def test_a_success_resets_the_count_of_its_own_address(limit: AttemptLimit) -> None:
    exhaust(limit, "192.0.2.1")
    exhaust(limit, "192.0.2.2")

    limit.forget("192.0.2.1")

    exhaust(limit, "192.0.2.1")
    for full in ("192.0.2.1", "192.0.2.2"):
        with pytest.raises(TooManyAttempts):
            limit.count(full)


def test_memory_stays_bounded(limit: AttemptLimit) -> None:
    for number in range(ADDRESSES + 10):
        limit.count(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")

    assert len(limit._seen) == ADDRESSES  # noqa: SLF001 -- the bound is what is promised
