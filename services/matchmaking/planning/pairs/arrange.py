"""Both steps: choose pairs, give them slots with fewest breaks, and say how good each step is."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from services.matchmaking.planning.errors import PlannerBroken
from services.matchmaking.planning.pairs.check import check_choice
from services.matchmaking.planning.pairs.choose import Choice, choose
from services.matchmaking.planning.pairs.place import meetings_of, tight_rooms
from services.matchmaking.planning.pairs.wishes import Room, Wishes
from services.matchmaking.planning.progress import Progress
from services.matchmaking.planning.rules.problem import Problem
from services.matchmaking.planning.solve import Outcome, solve

MOST_SLACK = 2
"""Slots that everybody keeps free where meetings cannot be placed otherwise."""
MOST_ROOMS = 50
"""Times that pairs are chosen anew because some have too few slots in common."""


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
) -> Arranged | None:
    """Choose and place; nothing where no choice was found in time.

    What no plan can hold because some pairs share too few slots is chosen anew with that in mind. Where meetings cannot
    be placed for another reason, everybody keeps a slot free, and then two.
    """
    bound = None
    for slack in range(MOST_SLACK + 1):
        choice = await asyncio.to_thread(_that_has_room, wishes, seconds=seconds, seed=seed, slack=slack)
        if choice is None:
            return None
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


def _that_has_room(wishes: Wishes, *, seconds: float, seed: int, slack: int) -> Choice | None:
    rooms: set[Room] = set()
    choice = None
    for _ in range(MOST_ROOMS):
        choice = choose(wishes, seconds=seconds, seed=seed, slack=slack, rooms=rooms)
        lacking = set() if choice is None else tight_rooms(wishes, choice.pairs)
        if lacking <= rooms:
            break
        rooms |= lacking
    return choice
