"""Token buckets: how often something may be done, and how often at once."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

MOST_REMEMBERED = 20_000
"""Per rate; whoever was seen longest ago is forgotten first, and so begins with a full bucket."""
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """So many a second in the long run, and ``burst`` at once after a rest."""

    name: str
    per_second: float
    burst: int

    @property
    def window_seconds(self) -> int:
        """How long an empty bucket takes to be full."""
        return math.ceil(self.burst / self.per_second)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is left to somebody after a request."""

    rate: Rate
    remaining: int
    seconds: int
    """Until the bucket is full again; where refused, until the same request would be taken."""
    refused: bool


class Buckets:
    """The buckets of one rate, one for each who asks: a name and a moment, however much is asked."""

    def __init__(self, rate: Rate, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with all of them full."""
        self.rate = rate
        self._clock = clock
        self._full_at: OrderedDict[str, float] = OrderedDict()

    def take(self, who: str, cost: int = 1) -> Standing:
        """Take ``cost`` tokens, or none where so many are not there."""
        now, per_second = self._clock(), self.rate.per_second
        full_at = max(now, self._full_at.pop(who, now))
        left = self.rate.burst - (full_at - now) * per_second
        refused = left + ROUNDING < cost
        if not refused:
            full_at += cost / per_second
            left -= cost
        self._full_at[who] = full_at
        if len(self._full_at) > MOST_REMEMBERED:
            self._full_at.popitem(last=False)
        wait = (cost - left) / per_second if refused else full_at - now
        return Standing(
            rate=self.rate,
            remaining=0 if refused else int(left + ROUNDING),
            seconds=math.ceil(wait - ROUNDING),
            refused=refused,
        )
