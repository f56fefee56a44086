"""The search for a plan with fewest breaks, in the process that calls it: it takes as long as it takes."""

from collections.abc import Iterator
from dataclasses import replace

from services.matchmaking.planning.incremental import Incremental
from services.matchmaking.planning.progress import Progress
from services.matchmaking.planning.rules.breaks import breaks_by_person, most_breaks
from services.matchmaking.planning.rules.problem import Plan, Problem
from services.matchmaking.planning.rules.reasons import evident_reasons

FIRST_ROUND = 4_000
"""Conflicts until better plans are looked for at all: what is easy is proven before."""
ROUND = 20_000
SHARE = 5
"""One of so many conflicts is spent on better plans."""


def search(problem: Problem, *, fairness: int, seed: int) -> Iterator[Progress]:
    """Yield better plans and higher bounds until both meet, or there is no plan.

    Breaks of any two participants differ by ``fairness`` at most: so everybody has from ``least`` to
    ``least + fairness`` of them, for some ``least``, and each is a search of its own.
    """
    state = Progress()
    if reasons := evident_reasons(problem):
        yield replace(state, reasons=tuple(reasons), done=True)
        return
    most = [most_breaks(problem, person) for person in range(problem.participants)]
    for least in range(min(most, default=0) + 1):
        beyond = (least + 1) * problem.participants
        if state.breaks is not None and state.breaks <= least * problem.participants:
            break
        within = _Between(problem, least, min(least + fairness, max(most, default=0)), seed)
        for found in within.search(state):
            state = found if least == min(most, default=0) else replace(found, bound=min(found.bound, beyond))
            yield state
    yield replace(state, bound=state.bound if state.breaks is None else state.breaks, done=True)


class _Between:
    """All plans in which everybody has from ``least`` to ``most`` breaks."""

    def __init__(self, problem: Problem, least: int, most: int, seed: int) -> None:
        self.problem = problem
        self.floor = least * problem.participants
        self.lower = Incremental(problem, least=least, most=most, seed=seed)
        self.upper: Incremental | None = None
        self.step = 1

    def search(self, state: Progress) -> Iterator[Progress]:
        """Raise the bound until a plan reaches it; look for better plans in between."""
        if not self.lower.feasible():
            return
        state = self._better(replace(state, bound=self.floor), self.lower.plan())
        yield state
        budget = FIRST_ROUND
        while state.breaks is None or state.bound < state.breaks:
            reached = self.lower.at_most(state.bound - self.floor, budget)
            if reached:
                state = self._better(state, self.lower.plan())
            elif reached is False:
                state = replace(state, bound=state.bound + 1)
            else:
                budget = ROUND
                state = self._improved(state)
            yield state

    def _better(self, state: Progress, plan: Plan) -> Progress:
        breaks = sum(breaks_by_person(self.problem, plan))
        return (
            state if state.breaks is not None and state.breaks <= breaks else replace(state, plan=plan, breaks=breaks)
        )

    def _improved(self, state: Progress) -> Progress:
        """Ask for a plan that is better by a step, a longer one after each success."""
        if state.breaks is None:
            return state
        self.upper = self.upper or self.lower.again()
        target = max(state.bound, state.breaks - self.step) - self.floor
        reached = self.upper.at_most(target, ROUND // SHARE)
        if reached:
            self.step *= 2
            return self._better(state, self.upper.plan())
        self.step = max(1, self.step // 2)
        return state if reached is None else replace(state, bound=max(state.bound, self.floor + target + 1))
