"""How many records a consumer may set aside: many at once mean that the code is wrong, not the records."""

from time import monotonic

from shared.errors import Unavailable

BURST = 50
PER_MINUTE = 20


class Allowance:
    """A bucket that fills by itself: what it holds may be set aside at once, and no more."""

    def __init__(self, *, burst: int = BURST, per_minute: float = PER_MINUTE) -> None:
        """Start full."""
        self._burst = burst
        self._per_second = per_minute / 60
        self._left = float(burst)
        self._counted_at = monotonic()

    def left(self) -> int:
        """Return how many records may be set aside now.

        Raises ``Unavailable`` where none: the batch waits, readiness falls, nothing is skipped.
        """
        now = monotonic()
        self._left = min(self._burst, self._left + (now - self._counted_at) * self._per_second)
        self._counted_at = now
        if self._left < 1:
            raise Unavailable(
                "Trop de messages illisibles en peu de temps : la consommation est suspendue.",
                retry_after_seconds=int((1 - self._left) / self._per_second) + 1,
            )
        return int(self._left)

    def spend(self, letters: int) -> None:
        """Count what was set aside."""
        self._left -= letters
