"""How fast, and whether at all, the register is asked."""

from services.eligibility.register.pace import FAILURES_TO_OPEN, OPEN_SECONDS, CircuitBreaker
from tests.support.clock import SettableClock


def opened(clock: SettableClock) -> CircuitBreaker:
    breaker = CircuitBreaker(clock=clock)
    for _ in range(FAILURES_TO_OPEN):
        assert breaker.lets_pass()
        breaker.failed()
    return breaker


def test_five_failures_in_a_row_open_the_breaker() -> None:
    assert not opened(SettableClock()).lets_pass()


def test_a_success_in_between_keeps_it_closed() -> None:
    breaker = CircuitBreaker(clock=SettableClock())
    for _ in range(FAILURES_TO_OPEN * 3):
        breaker.failed()
        breaker.succeeded()

    assert breaker.lets_pass()


def test_after_half_a_minute_one_request_tries_and_its_success_closes_it() -> None:
    clock = SettableClock()
    breaker = opened(clock)
    clock.now += OPEN_SECONDS

    assert [True, False, False] == [breaker.lets_pass() for _ in range(3)]

    breaker.succeeded()
    assert breaker.lets_pass()


def test_a_trial_that_fails_keeps_it_open_for_as_long_again() -> None:
    clock = SettableClock()
    breaker = opened(clock)
    clock.now += OPEN_SECONDS
    assert breaker.lets_pass()
    assert breaker.failed()
    clock.now += OPEN_SECONDS - 1

    assert not breaker.lets_pass()


def test_a_trial_that_never_ends_does_not_keep_it_open_for_ever() -> None:
    clock = SettableClock()
    breaker = opened(clock)
    clock.now += OPEN_SECONDS
    assert breaker.lets_pass()
    clock.now += OPEN_SECONDS

    assert breaker.lets_pass()
