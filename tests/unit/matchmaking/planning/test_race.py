from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matchmaking.planning.progress import Progress
from services.matchmaking.planning.race import Race
from services.matchmaking.planning.rules import attempts
from services.matchmaking.planning.rules.problem import Problem
from services.matchmaking.planning.search import search
from tests.unit.matchmaking.planning.small import problem

# Ten who have six meetings each in eight slots: many plans are as good as others, and none is found at once.
HARD = problem(
    [(one, (one + far) % 10) for far in (1, 2, 3) for one in range(10)],
    slots=8,
    places=4,
    forbidden={0: {1}, 3: {5}, 4: {2}, 8: {3}},
)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every attempt gives up soon, as it does where an instance is large."""
    monkeypatch.setattr(attempts, "EASY", 1)
    monkeypatch.setattr(attempts, "CONFLICTS", 30)
    monkeypatch.setattr("services.matchmaking.planning.search.ROUNDS", 0)


def raced(given: Problem, lanes: int, order: Sequence[int]) -> tuple[Progress, int]:
    """Hear the lanes in this order, over and over; return the result and the highest attempt that was begun."""
    running: dict[int, Iterator[Progress]] = {0: search(given, fairness=2, seed=3, lane=0, lanes=lanes)}
    race, turn, highest = Race(lanes), 0, 0
    while race.result is None:
        lane = order[turn % len(order)] if race.is_hard and lanes > 1 else 0
        turn += 1
        if lane not in running and lane < lanes:
            running[lane] = search(given, fairness=2, seed=3, lane=lane, lanes=lanes)
        step = next(running[lane], None) if lane < lanes else None
        if step is not None:
            race.hear(lane, step)
            highest = max(highest, step.attempt)
    return race.result, highest


def test_the_plan_is_the_same_however_the_searches_run() -> None:
    alone, begun = raced(HARD, 1, [0])
    assert begun > attempts.ANNEALING + 1, "the instance is too easy for this test"

    for order in ([0, 1], [1, 0, 0, 0, 0], [0, 1, 1, 1, 1, 1, 1, 1], [1] * 40 + [0] * 40):
        assert alone.plan == raced(HARD, 2, order)[0].plan
    assert (alone.breaks, True) == (alone.bound, alone.done)


def step(attempt: int, plan: int | None, breaks: int | None, bound: int, *, done: bool = False) -> Progress:
    return Progress(attempt=attempt, plan=None if plan is None else (plan,), breaks=breaks, bound=bound, done=done)


# What each attempt says, first the short one and annealing; the best of all is 3.
TOLD = {
    0: [step(0, 0, 9, 0), step(0, 0, 9, 1)],
    1: [step(1, 0, 9, 1), step(1, 1, 5, 1)],
    2: [step(2, None, None, 0), step(2, 2, 7, 2)],
    3: [step(3, None, None, 0), step(3, 3, 4, 2), step(3, 4, 3, 3, done=True)],
    4: [step(4, None, None, 0), step(4, 5, 3, 3, done=True)],
    5: [step(5, None, None, 0), step(5, 6, 3, 3, done=True)],
}


@given(st.lists(st.booleans(), min_size=12, max_size=12))
def test_the_first_attempt_that_proves_its_plan_is_taken_whoever_speaks_first(turns: list[bool]) -> None:
    race = Race(2)
    lanes = [[*TOLD[0], *TOLD[1], *TOLD[2], *TOLD[4]], [*TOLD[3]]]
    for turn in [*turns, *[False] * 9, *[True] * 9]:
        lane = int(turn and race.is_hard)
        if race.result is None and lanes[lane]:
            race.hear(lane, lanes[lane].pop(0))

    assert race.result is not None
    assert ((4,), 3) == (race.result.plan, race.result.breaks)


@given(st.lists(st.booleans(), min_size=12, max_size=12))
def test_what_annealing_left_is_taken_where_anybody_proves_it(turns: list[bool]) -> None:
    race = Race(2)
    lanes = [[*TOLD[0], *TOLD[1], step(1, 9, 3, 1), *TOLD[2], *TOLD[4]], [*TOLD[3]]]
    for turn in [*turns, *[False] * 9, *[True] * 9]:
        lane = int(turn and race.is_hard)
        if race.result is None and lanes[lane]:
            race.hear(lane, lanes[lane].pop(0))

    assert race.result is not None
    assert ((9,), 3, 3) == (race.result.plan, race.result.breaks, race.result.bound)


def test_the_best_of_all_is_shown_while_the_result_is_open() -> None:
    race = Race(2)
    for lane, each in ((0, TOLD[0][1]), (0, TOLD[1][0]), (1, TOLD[3][1]), (0, TOLD[1][1])):
        race.hear(lane, each)

    assert race.result is None
    assert ((3,), 4, 2) == (race.shown.plan, race.shown.breaks, race.shown.bound)


def test_a_search_that_is_gone_is_not_waited_for() -> None:
    race = Race(2)
    race.hear(0, TOLD[1][0])
    for each in TOLD[3]:
        race.hear(1, each)
    waiting = race.result
    race.leave(0)

    assert waiting is None
    assert race.result is not None
    assert (4,) == race.result.plan
