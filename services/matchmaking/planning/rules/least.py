"""How few breaks anybody can have, whatever the others do. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from services.matchmaking.planning.rules.problem import Problem


def least_breaks(problem: Problem, windows: Sequence[tuple[int, ...]]) -> int:
    """Count for each participant the runs of slots that his meetings need at least: no plan has fewer breaks."""
    return sum(
        max(0, len(longest(set().union(*(windows[meeting] for meeting in meetings)), len(meetings))) - 1)
        for meetings in problem.meetings_of
    )


def longest(slots: Iterable[int], meetings: int) -> list[int]:
    """Return the lengths of the longest runs of these slots, so many as hold the meetings together."""
    taken: list[int] = []
    for length in sorted(_runs(slots), reverse=True):
        if sum(taken) >= meetings:
            break
        taken.append(length)
    return taken


def _runs(slots: Iterable[int]) -> Iterator[int]:
    length, last = 0, None
    for slot in sorted(slots):
        if last is not None and slot > last + 1:
            yield length
            length = 0
        length, last = length + 1, slot
    if length:
        yield length
