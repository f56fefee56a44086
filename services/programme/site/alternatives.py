"""Use case: offer what else there is where nothing is found."""

from collections.abc import Awaitable, Callable

from services.programme.site.views.alternatives import Alternative, others
from services.programme.site.views.filters import Selection

MOST_OFFERED = 4


async def alternatives(
    chosen: Selection, count: Callable[[Selection], Awaitable[int]], *, corrected: str | None = None
) -> list[Alternative]:
    """Return what finds something, one of each way out, the nearest to what was asked for first.

    ``corrected`` are the words that somebody may have meant.
    """
    found: list[Alternative] = []
    for way in others(chosen, corrected=corrected):
        for label, other in way:
            if total := await count(other):
                found.append(Alternative(label=label, href=other.address(), total=total))
                break
        if len(found) == MOST_OFFERED:
            break
    return found
