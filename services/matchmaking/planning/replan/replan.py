"""Plans anew where a plan stands already: what is over, accepted or printed stays, and little else changes."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from services.matchmaking.planning import child
from services.matchmaking.planning.check import check
from services.matchmaking.planning.child_process import Stopped, started
from services.matchmaking.planning.errors import PlannerBroken
from services.matchmaking.planning.pairs.arrange import Arranged, arrange
from services.matchmaking.planning.pairs.wishes import Wishes
from services.matchmaking.planning.progress import Progress
from services.matchmaking.planning.replan.standing import Before, Difference, differences, standing
from services.matchmaking.planning.rules.problem import Plan
from services.matchmaking.planning.rules.windows import is_too_large_to_prove
from services.matchmaking.planning.settle import Settle
from services.matchmaking.planning.solve import MEBIBYTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Replanned:
    """The new plan, and what it changes."""

    wishes: Wishes
    """As they were planned: with what is kept."""
    arranged: Arranged
    differences: tuple[Difference, ...]
    fewest: bool
    """Whether it is proven that no plan with as few breaks for these pairs changes fewer meetings."""


async def replan(
    wishes: Wishes,
    before: Sequence[Before],
    *,
    past: int,
    fairness: int,
    seconds: float,
    memory_mib: int,
    seed: int = 0,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Replanned | Stopped:
    """Choose and place anew, then look for the plan with fewest changes among those with as few breaks.

    ``past`` slots are over: nothing is placed in them any more.
    """
    stood = standing(wishes, before, past=past)
    arranged = await arrange(
        stood.wishes, fairness=fairness, seconds=seconds, memory_mib=memory_mib, seed=seed, tell=tell
    )
    if not isinstance(arranged, Arranged):
        return arranged
    fewest = False
    if arranged.outcome.plan is not None and not is_too_large_to_prove(arranged.problem):
        wanted = Settle(
            plan=arranged.outcome.plan, before=tuple(stood.slots.get(pair) for pair in arranged.choice.pairs)
        )
        plan, fewest = await _settled(
            arranged, wanted, fairness=fairness, seconds=seconds, memory=memory_mib * MEBIBYTE, seed=seed
        )
        arranged = _with(arranged, plan, fairness)
    placed = dict(zip(arranged.choice.pairs, arranged.outcome.plan or (), strict=False))
    return Replanned(
        wishes=stood.wishes,
        arranged=arranged,
        differences=tuple(differences(wishes, before, stood, placed)),
        fewest=fewest,
    )


async def _settled(
    arranged: Arranged, wanted: Settle, *, fairness: int, seconds: float, memory: int, seed: int
) -> tuple[Plan, bool]:
    """Return the plan with fewest changes that was found in time, and whether it is proven to be one."""
    request = child.Request(
        problem=arranged.problem, fairness=fairness, seed=seed, settle=wanted, seconds=seconds, memory=memory
    )
    best = Progress(plan=wanted.plan)
    async with started(child.__name__, request, Progress) as search:
        try:
            async with asyncio.timeout(seconds):
                async for step in search.steps():
                    best = step
                await search.ended()
        except TimeoutError:
            pass
    return best.plan or wanted.plan, best.done


def _with(arranged: Arranged, plan: Plan, fairness: int) -> Arranged:
    """Take the settled plan, which is checked as any other."""
    checked = check(arranged.problem, plan, fairness=fairness)
    if checked.faults or checked.breaks > (arranged.outcome.breaks or 0):
        raise PlannerBroken(" ".join(checked.faults) or f"{checked.breaks} breaks, not {arranged.outcome.breaks}")
    outcome = replace(arranged.outcome, plan=plan, breaks=checked.breaks, fairness=checked.fairness)
    return replace(arranged, outcome=outcome)
