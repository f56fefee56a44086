"""Runs a solver that knows no limit in a process that has one."""

import multiprocessing
import resource
from collections.abc import Callable
from math import ceil
from multiprocessing.connection import Connection

from services.matchmaking.planning.rules.problem import Problem

Solver = Callable[[Problem, int], int | None]
"""Given the fairness, it returns the fewest breaks, proven; None where there is no plan."""


def solve_apart(solver: Solver, problem: Problem, *, fairness: int, seconds: float) -> tuple[int | None, float] | None:
    """Return what it answers and the processor time that it took; nothing when that is over."""
    receiving, sending = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(
        target=_solve, args=(solver, problem, fairness, seconds, sending)
    )
    process.start()
    sending.close()
    try:
        return receiving.recv()  # type: ignore[no-any-return]
    except EOFError:
        return None
    finally:
        process.kill()
        process.join()


def _solve(solver: Solver, problem: Problem, fairness: int, seconds: float, answer: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (ceil(seconds), ceil(seconds)))
    breaks = solver(problem, fairness)
    used = resource.getrusage(resource.RUSAGE_SELF)
    answer.send((breaks, used.ru_utime + used.ru_stime))
