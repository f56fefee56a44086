"""The search for a plan with fewest breaks, in the process that calls it: it takes as long as it takes.

It is a row of attempts: a short one, one that anneals, and then as many as are needed, each with another seed, which
give up after so many conflicts. How long a solver takes is luck, and so it is drawn anew. Several processes divide the
attempts among them; none uses what another found, so that an attempt is the same wherever it is made.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from random import Random

from services.matchmaking.planning.attempt import attempt
from services.matchmaking.planning.explain import explain
from services.matchmaking.planning.local.anneal import anneal
from services.matchmaking.planning.local.board import Board
from services.matchmaking.planning.local.first import first_board
from services.matchmaking.planning.progress import Progress
from services.matchmaking.planning.rules.attempts import ANNEALING, FIRST, conflicts_of, long_attempts
from services.matchmaking.planning.rules.least import least_breaks
from services.matchmaking.planning.rules.order import in_its_own_order
from services.matchmaking.planning.rules.problem import Plan, Problem
from services.matchmaking.planning.rules.reasons import evident_reasons
from services.matchmaking.planning.rules.windows import allowed_slots, is_too_large_to_prove

ROUNDS, MOVES = 60, 1_000
"""Of annealing, and moves in each, where there is a proof to look for as well: a good plan to show, within a second."""
MANY_MOVES = 100_000
"""In each round where nothing else is done: they are compiled."""


def search(problem: Problem, *, fairness: int, seed: int, lane: int = 0, lanes: int = 1) -> Iterator[Progress]:
    """Yield better plans and higher bounds until an attempt of this lane has proven its plan, or that there is none.

    Everything is counted in conflicts and moves, nothing in seconds: the same seed takes the same way on any machine.
    """
    if reasons := evident_reasons(problem):
        yield Progress(reasons=tuple(reasons), done=True)
        return
    ordered = in_its_own_order(problem)
    state = Progress()
    for state in _searched(ordered.problem, fairness=fairness, seed=seed, lane=lane, lanes=lanes):
        yield state if state.plan is None else replace(state, plan=ordered.as_given(state.plan))
    if state.plan is None:
        yield replace(state, reasons=(explain(problem, fairness=fairness, seed=seed),))


def _searched(problem: Problem, *, fairness: int, seed: int, lane: int, lanes: int) -> Iterator[Progress]:
    draw = Random(seed)  # noqa: S311 -- of plans, not of secrets
    if is_too_large_to_prove(problem) and (board := first_board(problem, draw)):
        begun = Progress(bound=least_breaks(problem, allowed_slots(problem)))
        yield from _annealed(anneal(board, draw, fairness=fairness, moves=MANY_MOVES, compiled=True), begun)
        return
    state = Progress()
    if lane == 0:
        for state in _opening(problem, draw, fairness, seed):
            yield state
    numbers = long_attempts(lane, lanes)
    while not state.done:
        number = next(numbers)
        yield Progress(attempt=number)
        for state in _attempt(problem, number, fairness, seed):
            yield state


def _opening(problem: Problem, draw: Random, fairness: int, seed: int) -> Iterator[Progress]:
    state = Progress()
    for state in _attempt(problem, FIRST, fairness, seed):
        yield state
    if state.done:
        return
    begun = replace(state, attempt=ANNEALING)
    yield begun
    board = first_board(problem, draw) if begun.plan is None else Board.of(problem, begun.plan)
    if board is not None:
        rounds = anneal(board, draw, fairness=fairness, moves=MOVES)
        yield from _annealed(islice(rounds, ROUNDS), begun)


def _attempt(problem: Problem, number: int, fairness: int, seed: int) -> Iterator[Progress]:
    return attempt(problem, number=number, fairness=fairness, seed=seed + number, conflicts=conflicts_of(number))


def _annealed(rounds: Iterable[tuple[Plan, int | None]], state: Progress) -> Iterator[Progress]:
    for plan, breaks in rounds:
        if breaks is not None and (state.breaks is None or breaks < state.breaks):
            state = replace(state, plan=plan, breaks=breaks, done=breaks <= state.bound)
            yield state
            if state.done:
                return
