"""Which attempts there are, who makes them and when they give up. Pure."""

from collections.abc import Iterator
from itertools import count

FIRST, ANNEALING = 0, 1
"""The first process makes these two, the second of them where the first did not come to an end."""
EASY = 5_000
"""Conflicts for each question in the first attempt: what is easy is proven by then."""
CONFLICTS = 150_000
"""The same in the first pair of long attempts, and half as many again in each pair that follows."""


def long_attempts(lane: int, lanes: int) -> Iterator[int]:
    """Return which of the attempts after annealing this one of several processes makes."""
    return count(ANNEALING + 1 + lane, lanes)


def conflicts_of(attempt: int) -> int:
    """Return after how many conflicts for one question an attempt gives up."""
    if attempt == FIRST:
        return EASY
    pair = (attempt - ANNEALING - 1) // 2
    return CONFLICTS + pair * CONFLICTS // 2
