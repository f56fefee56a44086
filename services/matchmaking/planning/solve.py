"""Plans meetings, in child processes with limits, so that nobody's event loop waits for a solver."""

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic
from typing import Literal

from services.matchmaking.planning.check import check
from services.matchmaking.planning.child import Request
from services.matchmaking.planning.child_process import Stopped
from services.matchmaking.planning.errors import PlannerBroken
from services.matchmaking.planning.progress import Progress
from services.matchmaking.planning.race import Race
from services.matchmaking.planning.rules.problem import Plan, Problem
from services.matchmaking.planning.rules.windows import is_too_large_to_prove
from services.matchmaking.planning.side_by_side import SideBySide

MEBIBYTE = 1 << 20
LEAST_MIB = 400
"""What one search needs at least where another is to run beside it."""
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
    processes: int = 2,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Outcome:
    """Return the plan with fewest breaks, or the best that was found in time. Cancelled, it leaves no child behind.

    The memory is for all processes together. How many there are changes how long it takes, and not the plan.
    """
    began = monotonic()
    count = lanes(problem, processes, memory_mib)
    race, searches = Race(count), SideBySide()
    request = Request(
        problem=problem,
        fairness=fairness,
        seed=seed,
        lane=0,
        lanes=count,
        seconds=seconds,
        memory=memory_mib * MEBIBYTE // count,
    )
    try:
        async with asyncio.timeout(seconds):
            stopped = await _run(request, race, searches, tell)
    except TimeoutError:
        stopped = "limit"
    finally:
        await searches.end()
    result = race.result or race.shown
    return _outcome(problem, result, fairness, stopped if not result.done else None, monotonic() - began)


def lanes(problem: Problem, processes: int, memory_mib: int) -> int:
    """Return how many searches share the work: a second one needs a processor and memory, and clauses to work on."""
    cores = len(os.sched_getaffinity(0))
    return 1 if memory_mib < 2 * LEAST_MIB or is_too_large_to_prove(problem) else max(1, min(processes, cores))


async def _run(request: Request, race: Race, searches: SideBySide, tell: Callable[[Progress], None]) -> Stopped | None:
    searches.start(request)
    waiting = [replace(request, lane=lane) for lane in range(1, request.lanes)]
    running, stopped = 1, None
    while race.result is None and running:
        lane, told = await searches.hear()
        if isinstance(told, Progress):
            race.hear(lane, told)
            tell(race.shown)
        else:
            race.leave(lane)
            running, stopped = running - 1, told
        if race.is_hard and race.result is None:
            for each in waiting:
                searches.start(each)
            running += len(waiting)
            waiting = []
    return stopped


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
