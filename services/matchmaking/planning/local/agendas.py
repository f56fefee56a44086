"""What becomes of somebody's agenda when one of his meetings takes another slot, and what that costs."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from math import exp
from typing import NamedTuple

from services.matchmaking.planning.local.board import Board

UNFAIR = 3
"""What a break more than the fairness allows weighs beyond any other."""


class Way(NamedTuple):
    """Ways to go on that cost the same."""

    most: float
    """A chance below this, and not below that of the way before, takes it."""
    loss: float
    choices: Sequence[tuple[int, int]]
    """A slot in which he meets, and one in which he does not and may."""


class Agendas:
    """The busy slots of each participant, as bits: breaks are runs of them but one."""

    def __init__(self, board: Board, fairness: int) -> None:
        """Begin with the meetings as they stand."""
        self._busy = board.busy
        self._slots = board.slots
        self._fairness = fairness
        self._cost = [0.0, *(breaks + UNFAIR * max(0, breaks - fairness) for breaks in range(board.slots))]
        self._open = [0] * len(board.busy)
        for people, slots in zip(board.people, board.open, strict=True):
            for person in people:
                self._open[person] |= slots
        self._losses: dict[tuple[int, int], dict[float, list[tuple[int, int]]]] = {}

    def breaks(self) -> int | None:
        """Count all breaks; nothing where they are not fair."""
        breaks = [max(0, _runs(busy) - 1) for busy in self._busy]
        return sum(breaks) if max(breaks, default=0) - min(breaks, default=0) <= self._fairness else None

    def loss(self, person: int, slot: int, other: int) -> float:
        """Return what it costs when he is busy in one of two slots instead of the other."""
        busy = self._busy[person]
        return self._cost[_runs(busy ^ (1 << slot | 1 << other))] - self._cost[_runs(busy)]

    def at(self, heat: float) -> Callable[[int, float], Way | None]:
        """Return who draws a way for somebody, each as likely as it is to be accepted at this heat."""
        known: dict[tuple[int, int], Sequence[Way]] = {}
        busy, open_ = self._busy, self._open

        def way(person: int, chance: float) -> Way | None:
            key = busy[person], open_[person]
            ways = known.get(key)
            if ways is None:
                ways = known[key] = self._ways(key, heat)
            for each in ways:
                if chance < each.most:
                    return each
            return None

        return way

    def _ways(self, key: tuple[int, int], heat: float) -> Sequence[Way]:
        losses = self._losses.get(key)
        if losses is None:
            losses = self._losses[key] = self._losses_of(*key)
        weights = {loss: len(choices) * exp(-max(0.0, loss) / heat) for loss, choices in losses.items()}
        total, before, ways = sum(weights.values()), 0.0, []
        for loss, weight in weights.items():
            before += weight / total
            ways.append(Way(before, loss, losses[loss]))
        return ways

    def _losses_of(self, busy: int, open_: int) -> dict[float, list[tuple[int, int]]]:
        losses: dict[float, list[tuple[int, int]]] = defaultdict(list)
        taken = [slot for slot in range(self._slots) if busy >> slot & 1]
        free = [slot for slot in range(self._slots) if (open_ & ~busy) >> slot & 1]
        for slot in taken:
            for other in free:
                loss = self._cost[_runs(busy ^ (1 << slot | 1 << other))] - self._cost[_runs(busy)]
                losses[loss].append((slot, other))
        return losses


def _runs(busy: int) -> int:
    return (busy & ~(busy << 1)).bit_count()
