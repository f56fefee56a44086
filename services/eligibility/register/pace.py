"""How fast and whether at all we ask a server that is not ours."""

import asyncio
from collections.abc import Callable
from time import monotonic

Clock = Callable[[], float]
"""Monotonic seconds."""

FAILURES_TO_OPEN = 5
OPEN_SECONDS = 30.0


class Pace:
    """A token bucket of one: requests leave evenly spaced, so no second sees more than agreed."""

    def __init__(self, *, per_second: float, clock: Clock = monotonic) -> None:
        """Start with a token at hand."""
        self._interval = 1 / per_second
        self._clock = clock
        self._next = clock()

    async def turn(self) -> None:
        """Wait until the next request may leave; those who wait are served in the order they came."""
        now = self._clock()
        mine = max(self._next, now)
        self._next = mine + self._interval
        if mine > now:
            await asyncio.sleep(mine - now)


class CircuitBreaker:
    """Stops asking a server that fails again and again, and lets one request try it after a while."""

    def __init__(self, *, clock: Clock = monotonic) -> None:
        """Start closed: requests pass."""
        self._clock = clock
        self._failures = 0
        self._closed_from = 0.0

    def lets_pass(self) -> bool:
        """Return True where a request may leave; once open, only one tries until its outcome is known."""
        if self._failures < FAILURES_TO_OPEN:
            return True
        if self._clock() < self._closed_from:
            return False
        self._closed_from = self._clock() + OPEN_SECONDS
        return True

    def succeeded(self) -> None:
        """Close it."""
        self._failures = 0

    def failed(self) -> bool:
        """Count a failure in a row; True where this one opens it, or keeps it open after a trial."""
        self._failures += 1
        if self._failures < FAILURES_TO_OPEN:
            return False
        self._closed_from = self._clock() + OPEN_SECONDS
        return True
