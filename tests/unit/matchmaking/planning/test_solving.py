import asyncio
import contextlib
import os

import psutil
import pytest

from services.matchmaking.planning.progress import Progress
from services.matchmaking.planning.rules.problem import Problem
from services.matchmaking.planning.solve import Outcome, lanes, solve
from tests.unit.matchmaking.planning.small import ROUND_ROBIN, long_to_prove, problem, too_large_to_prove


async def solved(given: Problem, *, seconds: float = 100, memory_mib: int = 1_400, **others: object) -> Outcome:
    return await solve(given, fairness=2, seconds=seconds, memory_mib=memory_mib, **others)  # type: ignore[arg-type]


async def test_a_plan_comes_back_proven_and_checked() -> None:
    steps: list[Progress] = []
    outcome = await solved(problem(ROUND_ROBIN, slots=5, forbidden={0: {1, 3}}), tell=steps.append)

    assert ("optimal", outcome.bound, None) == (outcome.status, outcome.breaks, outcome.stopped)
    assert outcome.plan is not None
    assert {0, 2, 4} == set(outcome.plan[:3])
    assert steps[-1].done
    assert [step.bound for step in steps] == sorted(step.bound for step in steps)


async def test_what_cannot_be_comes_back_with_its_reason() -> None:
    outcome = await solved(problem(ROUND_ROBIN, slots=2))

    assert ("infeasible", None) == (outcome.status, outcome.plan)
    assert outcome.reasons[0].startswith("Le participant 1 n’a que 2 créneaux possibles")


async def test_what_is_absurd_is_answered_by_counting() -> None:
    nowhere = await solved(problem([(0, 1)], slots=0))
    everybody = await solved(problem([(0, other) for other in range(1, 10_001)], slots=24))

    assert ("infeasible", "infeasible") == (nowhere.status, everybody.status)
    assert nowhere.reasons[0].endswith("n’a aucun créneau : il n’y en a aucun.")
    assert "24 créneaux possibles" in everybody.reasons[0]


async def test_without_time_for_any_plan_nothing_is_known() -> None:
    outcome = await solved(long_to_prove(), seconds=0.001)

    assert ("unknown", "limit", None) == (outcome.status, outcome.stopped, outcome.plan)


async def test_a_killed_search_leaves_its_best_plan() -> None:
    outcome = await solved(long_to_prove(), tell=_kill)

    assert ("feasible", "killed") == (outcome.status, outcome.stopped)
    assert outcome.breaks is not None
    assert outcome.bound < outcome.breaks


async def test_a_search_that_needs_more_memory_than_it_may_have_says_so() -> None:
    outcome = await solved(long_to_prove(), memory_mib=1)
    compiled = await solved(too_large_to_prove(), memory_mib=150)

    assert [("unknown", "memory")] * 2 == [(each.status, each.stopped) for each in (outcome, compiled)]


def test_a_second_search_has_a_processor_and_memory_of_its_own_or_does_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    small = problem(ROUND_ROBIN, slots=3)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    assert [2, 1, 1] == [lanes(small, 2, 1_400), lanes(small, 1, 1_400), lanes(small, 2, 500)]

    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {1})
    assert 1 == lanes(small, 2, 1_400)


async def test_a_cancelled_search_leaves_no_process_behind() -> None:
    begun = asyncio.Event()
    task = asyncio.create_task(solved(long_to_prove(), tell=lambda _: begun.set()))
    await begun.wait()
    (child,) = _children()
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert not child.is_running()


def _kill(_: Progress) -> None:
    for each in _children():
        # One that was killed at the step before may be gone by now.
        with contextlib.suppress(psutil.NoSuchProcess):
            each.kill()


def _children() -> list[psutil.Process]:
    return [each for each in psutil.Process().children() if _searches(each)]


def _searches(child: psutil.Process) -> bool:
    try:
        return any("planning.child" in word for word in child.cmdline())
    except psutil.NoSuchProcess:  # a zombie is one too
        return False
