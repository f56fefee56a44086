"""Both steps: choose pairs, give them slots with fewest breaks, and say how good each step is."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from services.matchmaking.planning.child_process import Stopped, started
from services.matchmaking.planning.errors import PlannerBroken
from services.matchmaking.planning.pairs import child
from services.matchmaking.planning.pairs.check import check_choice
from services.matchmaking.planning.pairs.choose import Choice
from services.matchmaking.planning.pairs.place import meetings_of
from services.matchmaking.planning.pairs.wishes import Wishes
from services.matchmaking.planning.progress import Progress
from services.matchmaking.planning.rules.problem import Problem
from services.matchmaking.planning.solve import MEBIBYTE, Outcome, solve

MOST_SLACK = 2
"""Slots that everybody keeps free where meetings cannot be placed otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """Pairs and their plan, each with what is proven of it."""

    choice: Choice
    bound: int
    """No choice that leaves as few meetings missing is worth more, whether or not it can be placed."""
    wishes_met: int
    problem: Problem
    """The meetings in the order of the pairs."""
    outcome: Outcome


async def arrange(
    wishes: Wishes,
    *,
    fairness: int,
    seconds: float,
    memory_mib: int,
    seed: int = 0,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Arranged | Stopped:
    """Choose and place, or say what ended the choice.

    What no plan can hold because some pairs share too few slots is chosen anew with that in mind. Where meetings cannot
    be placed for another reason, everybody keeps a slot free, and then two.
    """
    bound = None
    for slack in range(MOST_SLACK + 1):
        choice = await _chosen(
            child.Request(wishes=wishes, seed=seed, slack=slack, seconds=seconds, memory=memory_mib * MEBIBYTE)
        )
        if not isinstance(choice, Choice):
            return choice
        bound = choice.bound if bound is None else bound
        checked = check_choice(wishes, choice.pairs)
        if checked.faults or (checked.value, checked.missing) != (choice.value, sum(choice.missing)):
            raise PlannerBroken(" ".join(checked.faults) or f"{checked.value} points, not {choice.value}")
        problem = meetings_of(wishes, choice.pairs)
        outcome = await solve(problem, fairness=fairness, seconds=seconds, memory_mib=memory_mib, seed=seed, tell=tell)
        arranged = Arranged(choice=choice, bound=bound, wishes_met=checked.wishes_met, problem=problem, outcome=outcome)
        if outcome.status != "infeasible":
            break
    return arranged


async def _chosen(request: child.Request) -> Choice | Stopped:
    """Return the choice, or what ended it."""
    async with started(child.__name__, request, Choice) as search:
        try:
            async with asyncio.timeout(request.seconds):
                async for choice in search.steps():
                    return choice
                return await search.ended() or "limit"
        except TimeoutError:
            return "limit"
