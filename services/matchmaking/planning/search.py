"""The search for a plan with fewest breaks, in the process that calls it: it takes as long as it takes."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from services.matchmaking.planning.explain import explain
from services.matchmaking.planning.incremental import Incremental
from services.matchmaking.planning.local.anneal import anneal
from services.matchmaking.planning.local.board import Board
from services.matchmaking.planning.local.first import first_board
from services.matchmaking.planning.progress import Progress
from services.matchmaking.planning.rules.breaks import breaks_by_person, most_breaks
from services.matchmaking.planning.rules.problem import Plan, Problem
from services.matchmaking.planning.rules.reasons import evident_reasons
from services.matchmaking.planning.rules.windows import allowed_slots

EASY = 4_000
"""Conflicts until better plans are looked for at all: what is easy is proven before."""
CONFLICTS = 300_000
"""Then until the next look for better plans. An interrupted call forgets which way it was going, so these are few."""
ROUNDS = 60
"""Of annealing at a time."""
MANY = 40_000
"""Meetings times slots from where clauses cost more than they tell."""


def search(problem: Problem, *, fairness: int, seed: int) -> Iterator[Progress]:
    """Yield better plans and higher bounds until both meet, or there is no plan.

    Everything is counted in conflicts and moves, nothing in seconds: the same seed takes the same way on any machine.
    """
    if reasons := evident_reasons(problem):
        yield Progress(reasons=tuple(reasons), done=True)
        return
    draw = Random(seed)  # noqa: S311 -- of plans, not of secrets
    if sum(map(len, allowed_slots(problem))) > MANY and (board := first_board(problem, draw)):
        yield from _annealed(board, draw, fairness)
        return
    yield from _proven(problem, draw, fairness, seed)


def _annealed(board: Board, draw: Random, fairness: int) -> Iterator[Progress]:
    best = Progress()
    for breaks in anneal(board, draw, fairness=fairness):
        if breaks is not None and (best.breaks is None or breaks < best.breaks):
            best = Progress(plan=board.plan(), breaks=breaks, done=breaks == 0)
            yield best
            if best.done:
                return


def _proven(problem: Problem, draw: Random, fairness: int, seed: int) -> Iterator[Progress]:
    """Refute one number of breaks after the other.

    Breaks of any two participants differ by ``fairness`` at most: so everybody has from ``least`` to
    ``least + fairness`` of them, for some ``least``, and each is a search of its own.
    """
    state = Progress()
    most = [most_breaks(problem, person) for person in range(problem.participants)]
    for least in range(min(most, default=0) + 1):
        if state.breaks is not None and state.breaks <= least * problem.participants:
            break
        within = _Between(problem, least, min(least + fairness, max(most, default=0)), seed)
        # Where everybody may have more breaks than this, no higher bound is proven before those plans are refuted too.
        beyond = (least + 1) * problem.participants if least < min(most, default=0) else None
        for found in within.search(state, draw, fairness):
            state = found if beyond is None else replace(found, bound=min(found.bound, beyond))
            yield state
    if state.breaks is None:
        yield replace(state, done=True)
        yield replace(state, reasons=(explain(problem, fairness=fairness, seed=seed),), done=True)
    else:
        yield replace(state, bound=state.breaks, done=True)


class _Between:
    """All plans in which everybody has from ``least`` to ``most`` breaks."""

    def __init__(self, problem: Problem, least: int, most: int, seed: int) -> None:
        self.problem = problem
        self.floor = least * problem.participants
        self.least, self.most, self.seed = least, most, seed
        self.solver = self._begin()

    def search(self, state: Progress, draw: Random, fairness: int) -> Iterator[Progress]:
        """Raise the bound until a plan reaches it; look for better plans in between."""
        if not self.solver.feasible():
            return
        board = Board.of(self.problem, self.solver.plan())
        better = anneal(board, draw, fairness=fairness)
        state = self._better(replace(state, bound=self.floor), self.solver.plan())
        yield state
        budget = EASY
        while state.breaks is None or state.bound < state.breaks:
            reached = self.solver.at_most(state.bound - self.floor, budget)
            if reached:
                state = self._better(state, self.solver.plan())
            elif reached is False:
                state = replace(state, bound=state.bound + 1)
            else:
                for _ in range(ROUNDS):
                    if next(better) is not None:
                        state = self._better(state, board.plan())
                if budget == EASY:
                    # A solver that was interrupted takes two or three times as long for the rest as one that was not.
                    budget = CONFLICTS
                    self.solver = self._begin()
                    self._refute_below(state.bound - self.floor)
            yield state

    def _begin(self) -> Incremental:
        return Incremental(self.problem, least=self.least, most=self.most, seed=self.seed)

    def _refute_below(self, breaks: int) -> None:
        self.solver.feasible()
        for each in range(breaks):
            self.solver.at_most(each, CONFLICTS)

    def _better(self, state: Progress, plan: Plan) -> Progress:
        breaks = sum(breaks_by_person(self.problem, plan))
        return (
            state if state.breaks is not None and state.breaks <= breaks else replace(state, plan=plan, breaks=breaks)
        )
