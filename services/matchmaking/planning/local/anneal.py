"""Better plans without proof: simulated annealing over chains of meetings that change between two slots."""

from collections.abc import Iterator
from math import exp
from random import Random

from services.matchmaking.planning.local.agendas import look_at
from services.matchmaking.planning.local.board import Board
from services.matchmaking.planning.local.moves import move
from services.matchmaking.planning.local.walk import DEEP, KINDS, SAME, Moves, Walk
from services.matchmaking.planning.local.ways import LAST
from services.matchmaking.planning.rules.problem import Plan

ROUNDS = 60
"""From hot to cold the first time; twice as many each time after. After each round the plan is looked at."""
HOT, COLD = 0.18, 0.08
"""Above, hardly anything is refused; below, hardly anything is taken but what costs nothing."""
UNFAIR = 3
"""What a break more than the fairness allows weighs beyond any other."""
MOST = SAME * (1 + UNFAIR)
"""No change of anybody's runs costs more."""


def anneal(
    board: Board, draw: Random, *, fairness: int, moves: int, compiled: bool = False
) -> Iterator[tuple[Plan, int | None]]:
    """Change the board for ever; yield after each round the plan and its breaks, nothing where they are not fair."""
    walk = begin(board, fairness, draw)
    step: Moves = move
    if compiled:
        walk, step = _compiled(walk)
    rounds = ROUNDS
    while True:
        for number in range(rounds):
            heat = HOT * (COLD / HOT) ** (number / rounds)
            step(walk, tuple(exp(-loss / heat) for loss in range(MOST + 1)), moves)
            yield walk.board.plan(), _breaks(walk, fairness)
        rounds *= 2


def begin(board: Board, fairness: int, draw: Random) -> Walk:
    """Look at everybody's agenda, and weigh breaks."""
    participants = len(board.at) // (board.slots + 1)
    costs = [0, *(breaks + UNFAIR * max(0, breaks - fairness) for breaks in range(board.slots + SAME))]
    walk = Walk(
        board=board,
        people=sorted(set(board.people)),
        runs=[0] * participants,
        losses=[
            costs[max(0, runs + more)] - costs[runs] for runs in range(board.slots + 1) for more in range(-SAME, KINDS)
        ],
        kinds=[0] * (2 * KINDS * participants * board.slots),
        sizes=[0] * (2 * KINDS * participants),
        moved=[0] * len(board.slot_of),
        trail=[0] * (3 * DEEP),
        dice=[draw.randrange(LAST)],
    )
    for person in range(participants):
        look_at(walk, person)
    return walk


def _compiled(walk: Walk) -> tuple[Walk, Moves]:
    try:
        # Numba takes half a second to import.
        from services.matchmaking.planning.local.compiled import compile_moves  # noqa: PLC0415
    except ModuleNotFoundError:
        raise
    except (ImportError, OSError) as error:
        # So does a library end that is there and has no memory to be loaded to.
        raise MemoryError(str(error)) from error
    return compile_moves(walk)


def _breaks(walk: Walk, fairness: int) -> int | None:
    breaks = [max(0, int(runs) - 1) for runs in walk.runs]
    return sum(breaks) if max(breaks, default=0) - min(breaks, default=0) <= fairness else None
