"""When to come back, and when to stop coming back."""

import asyncio
import email.utils
import random
from collections.abc import Callable
from datetime import UTC, datetime
from time import monotonic

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0
NEVER_ANSWERED_SECONDS = 30.0
"""Somebody who has not answered once is more likely elsewhere than away."""


class GaveUp(Exception):
    """Nothing gets through any more; the message is the French reason."""


class Patience:
    """Shared by all requests: a pause that one of them was asked for holds for all, and so does giving up."""

    def __init__(self, seconds: float, *, hears: Callable[[str], None] = lambda _: None) -> None:
        """Give up the rest after so many seconds without an answer; ``hears`` is told why there is a pause."""
        self._seconds = seconds
        self._hears = hears
        self._answered = False
        self._answered_at = monotonic()
        self._not_before = 0.0
        self._gave_up: str | None = None

    async def wait_for_turn(self) -> None:
        """Wait out the pause that the platform asked for. Raises ``GaveUp``."""
        if self._gave_up:
            raise GaveUp(self._gave_up)
        if (pause := self._not_before - monotonic()) > 0:
            await asyncio.sleep(pause)

    def answered(self) -> None:
        """Note that the platform is there."""
        self._answered = True
        self._answered_at = monotonic()

    def give_up(self, reason: str) -> GaveUp:
        """Stop everything, from now on; to be raised by the caller."""
        self._gave_up = self._gave_up or reason
        return GaveUp(self._gave_up)

    async def pause(self, attempt: int, retry_after: str | None, *, since: float, reason: str) -> None:
        """Wait before another attempt: as long as we were asked to, else twice as long each time.

        Raises ``GaveUp`` where nothing answered for too long, and ``TimeoutError`` where this request alone, tried
        ``since`` then, never gets through.
        """
        asked = seconds_of(retry_after)
        seconds = min(FIRST_PAUSE * 2**attempt, LONGEST_PAUSE) * random.uniform(0.8, 1.2) if asked is None else asked  # noqa: S311
        now = monotonic()
        longest = self._seconds if self._answered else min(self._seconds, NEVER_ANSWERED_SECONDS)
        if now + seconds - self._answered_at > longest:
            raise self.give_up(reason)
        if now + seconds - since > self._seconds:
            raise TimeoutError(reason)
        self._hears(reason)
        if asked is not None:
            self._not_before = max(self._not_before, now + asked)
        await asyncio.sleep(seconds)


def seconds_of(retry_after: str | None) -> float | None:
    """Read ``Retry-After``: seconds, or an HTTP date; None where there is none, or one that makes no sense."""
    if retry_after is None:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        moment = email.utils.parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
