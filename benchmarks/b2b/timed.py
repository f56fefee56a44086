"""Solves one instance in one process, and says what it took."""

import asyncio
import resource

from services.matchmaking.planning.rules.problem import Problem
from services.matchmaking.planning.solve import Outcome, solve

MEMORY_MIB = 1_400


def solve_timed(problem: Problem, fairness: int, limit: float) -> tuple[Outcome, float]:
    """Return the answer and the seconds of a processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    outcome = asyncio.run(solve(problem, fairness=fairness, seconds=limit, memory_mib=MEMORY_MIB, processes=1))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return outcome, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
