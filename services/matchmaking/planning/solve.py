"""Plans meetings, in a child process with limits, so that nobody's event loop waits for a solver."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Literal

from services.matchmaking.planning.check import check
from services.matchmaking.planning.child import Request
from services.matchmaking.planning.child_process import Stopped, started
from services.matchmaking.planning.errors import PlannerBroken
from services.matchmaking.planning.progress import Progress
from services.matchmaking.planning.rules.problem import Plan, Problem

MEBIBYTE = 1 << 20
Status = Literal["optimal", "feasible", "infeasible", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The best plan that was found in time, checked, and what is known of it."""

    status: Status
    plan: Plan | None
    breaks: int | None
    bound: int
    """No plan has fewer breaks."""
    fairness: int | None
    """The difference between who has most breaks and who has fewest."""
    seconds: float
    reasons: tuple[str, ...]
    """Why there is no plan, in French."""
    stopped: Stopped | None
    """What ended the search before the proof."""


async def solve(
    problem: Problem,
    *,
    fairness: int,
    seconds: float,
    memory_mib: int,
    seed: int = 0,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Outcome:
    """Return the plan with fewest breaks, or the best that was found in time. Cancelled, it leaves no child behind."""
    began = monotonic()
    progress = Progress()
    stopped: Stopped | None = None
    request = Request(problem=problem, fairness=fairness, seed=seed, seconds=seconds, memory=memory_mib * MEBIBYTE)
    async with started(request) as search:
        try:
            async with asyncio.timeout(seconds):
                async for step in search.steps():
                    progress = step
                    tell(step)
                stopped = await search.ended()
        except TimeoutError:
            stopped = "limit"
    return _outcome(problem, progress, fairness, stopped if not progress.done else None, monotonic() - began)


def _outcome(problem: Problem, progress: Progress, fairness: int, stopped: Stopped | None, seconds: float) -> Outcome:
    spread = None
    if progress.plan is not None:
        checked = check(problem, progress.plan, fairness=fairness)
        if checked.faults or checked.breaks != progress.breaks:
            raise PlannerBroken(" ".join(checked.faults) or f"{checked.breaks} breaks, not {progress.breaks}")
        spread = checked.fairness
    return Outcome(
        status=_status(progress),
        plan=progress.plan,
        breaks=progress.breaks,
        bound=progress.bound,
        fairness=spread,
        seconds=seconds,
        reasons=progress.reasons,
        stopped=stopped,
    )


def _status(progress: Progress) -> Status:
    if progress.plan is None:
        return "infeasible" if progress.done else "unknown"
    return "optimal" if progress.done else "feasible"
