"""How fast and whether at all we ask a server that is not ours."""

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import Protocol

import structlog

from services.eligibility.register.store import put_turns_off, take_turn
from shared.errors import Unavailable
from shared.observability.failures import error_line
from shared.postgres.database import Database
from shared.postgres.faults import is_transient

Clock = Callable[[], float]
"""Monotonic seconds."""

FAILURES_TO_OPEN = 5
OPEN_SECONDS = 30.0
LONGEST_WAIT_SECONDS = 10.0
"""Longer than that for a turn and none is taken: whoever asks has gone on by then."""

log = structlog.get_logger(__name__)


class Pace(Protocol):
    """Says when the next request may leave."""

    async def turn(self) -> bool:
        """Wait for it; False where that would take too long."""
        ...

    async def put_off(self, seconds: float) -> None:
        """Let none leave for so long."""
        ...


class SharedPace:
    """One for all processes of the service, since the register counts them all as one: evenly spaced, in no burst."""

    def __init__(self, database: Database, *, per_second: float, longest_wait: float = LONGEST_WAIT_SECONDS) -> None:
        """Take where the turns are kept; who waits less long than others comes after them when there are many."""
        self._database = database
        self._longest_wait = longest_wait
        self._interval = 1 / per_second

    async def turn(self) -> bool:
        """Wait for the next request's turn; False where it is too far off, or the database does not tell it."""
        try:
            async with self._database.autocommit(wakes=False) as connection:
                wait = await take_turn(connection, interval=self._interval, longest_wait=self._longest_wait)
        except Exception as error:
            if not _passes(error):
                raise
            log.warning("register_turn_unknown", error=error_line(error))
            return False
        if wait is None:
            return False
        await asyncio.sleep(max(0.0, wait))
        return True

    async def put_off(self, seconds: float) -> None:
        """Let no process ask for so long: the register said when to come back."""
        try:
            async with self._database.autocommit(wakes=False) as connection:
                await put_turns_off(connection, seconds=seconds)
        except Exception as error:
            if not _passes(error):
                raise
            log.warning("register_turns_not_put_off", error=error_line(error))


def _passes(error: Exception) -> bool:
    return isinstance(error, Unavailable) or is_transient(error)


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
