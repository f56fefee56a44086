"""Better plans without proof: simulated annealing over chains of meetings that change between two slots."""

from collections.abc import Iterator
from math import exp
from random import Random

from services.matchmaking.planning.local.board import Board

MOVES = 20_000
"""In one round, where nothing else is asked for; then the plan is looked at."""
ROUNDS = 60
"""From hot to cold the first time; twice as many each time after."""
HOT, COLD = 0.6, 0.1
UNFAIR = 3
"""What a break more than the fairness allows weighs beyond any other."""


def anneal(board: Board, draw: Random, *, fairness: int, moves: int = MOVES) -> Iterator[int | None]:
    """Change the board for ever; yield after each round how many breaks there are, nothing where they are not fair."""
    cost = _Cost(board.slots, fairness)
    rounds = ROUNDS
    while True:
        for number in range(rounds):
            _round(board, draw, cost, HOT * (COLD / HOT) ** (number / rounds), moves)
            yield cost.of(board)
        rounds *= 2


class _Cost:
    """What the busy slots of participants cost."""

    def __init__(self, slots: int, fairness: int) -> None:
        self._fairness = fairness
        self._of_runs = [0.0, *(breaks + UNFAIR * max(0, breaks - fairness) for breaks in range(slots))]

    def __call__(self, busy: int) -> float:
        return self._of_runs[(busy & ~(busy << 1)).bit_count()]

    def of(self, board: Board) -> int | None:
        breaks = [max(0, (busy & ~(busy << 1)).bit_count() - 1) for busy in board.busy]
        return sum(breaks) if max(breaks, default=0) - min(breaks, default=0) <= self._fairness else None


def _round(board: Board, draw: Random, cost: _Cost, heat: float, moves: int) -> None:
    busy, people, slot_of, windows = board.busy, board.people, board.slot_of, board.windows
    random, meetings = draw.random, len(board.people)
    for _ in range(moves):
        meeting = int(random() * meetings)
        person = people[meeting][int(random() * 2)]
        window = windows[meeting]
        slot, other = slot_of[meeting], window[int(random() * len(window))]
        if busy[person] >> other & 1:
            continue
        chain = board.chain(person, slot, other)
        if chain is None:
            continue
        moved, last = chain
        both = 1 << slot | 1 << other
        loss = cost(busy[person] ^ both) - cost(busy[person]) + cost(busy[last] ^ both) - cost(busy[last])
        if loss <= 0 or random() < exp(-loss / heat):
            board.swap(moved, slot, other)
