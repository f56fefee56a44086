"""Product and floor in turn, so that what drifts on the machine touches both alike."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


async def alternate(
    product: Callable[[], Awaitable[T]],
    floor: Callable[[], Awaitable[T]],
    *,
    repeats: int,
    advance: Callable[[str], None],
    what: str,
) -> tuple[list[T], list[T]]:
    """Measure both ``repeats`` times; who begins changes with each pair."""
    ours: list[T] = []
    theirs: list[T] = []
    for pair in range(repeats):
        turns = [("product", product, ours), ("floor", floor, theirs)]
        for name, measure, figures in turns if pair % 2 == 0 else reversed(turns):
            figures.append(await measure())
            advance(f"{what}: {name}")
    return ours, theirs
