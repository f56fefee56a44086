"""One attempt: refute one number of breaks after the other, from nothing, with so many conflicts for each question."""

from collections.abc import Iterator
from dataclasses import replace

from services.matchmaking.planning.incremental import Incremental
from services.matchmaking.planning.progress import Progress
from services.matchmaking.planning.rules.breaks import breaks_by_person, most_breaks
from services.matchmaking.planning.rules.least import least_breaks
from services.matchmaking.planning.rules.problem import Plan, Problem
from services.matchmaking.planning.rules.windows import allowed_slots


def attempt(problem: Problem, *, number: int, fairness: int, seed: int, conflicts: int) -> Iterator[Progress]:
    """Yield better plans and higher bounds; the last is done unless the conflicts did not suffice.

    Breaks of any two participants differ by ``fairness`` at most: so everybody has from ``least`` to
    ``least + fairness`` of them, for some ``least``, and each is a search of its own.
    """
    state = Progress(attempt=number)
    possible = [most_breaks(problem, person) for person in range(problem.participants)]
    counted = least_breaks(problem, allowed_slots(problem))
    for least in range(min(possible, default=0) + 1):
        if state.breaks is not None and state.breaks <= least * problem.participants:
            break
        most = min(least + fairness, max(possible, default=0))
        level = _Level(problem, Incremental(problem, least=least, most=most, seed=seed), least, counted, conflicts)
        # Where everybody may have more breaks than this, no higher bound is proven before those plans are refuted too.
        beyond = (least + 1) * problem.participants if least < min(possible, default=0) else None
        for found in level.search(state):
            state = found if beyond is None else replace(found, bound=min(found.bound, beyond))
            yield state
        if not level.closed:
            return
    yield replace(state, bound=state.bound if state.breaks is None else state.breaks, done=True)


class _Level:
    """All plans in which everybody has at least ``least`` breaks, and not many more."""

    def __init__(self, problem: Problem, solver: Incremental, least: int, counted: int, conflicts: int) -> None:
        self._problem = problem
        self._solver = solver
        self._floor = least * problem.participants
        self._counted = counted
        self._conflicts = conflicts
        self.closed = False
        """Whether nothing better is left here."""

    def search(self, state: Progress) -> Iterator[Progress]:
        """Raise the bound until a plan reaches it."""
        reached = self._solver.feasible(self._conflicts)
        self.closed = reached is False
        if not reached:
            return
        state = self._better(replace(state, bound=max(self._floor, self._counted)), self._solver.plan())
        yield state
        while state.breaks is None or state.bound < state.breaks:
            reached = self._solver.at_most(state.bound - self._floor, self._conflicts)
            if reached is None:
                return
            state = self._better(state, self._solver.plan()) if reached else replace(state, bound=state.bound + 1)
            yield state
        self.closed = True

    def _better(self, state: Progress, plan: Plan) -> Progress:
        breaks = sum(breaks_by_person(self._problem, plan))
        return (
            state if state.breaks is not None and state.breaks <= breaks else replace(state, plan=plan, breaks=breaks)
        )
