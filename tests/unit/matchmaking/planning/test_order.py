from random import Random

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.b2b.variants import rename
from services.matchmaking.planning.check import check
from services.matchmaking.planning.rules.order import in_its_own_order
from services.matchmaking.planning.rules.problem import Problem
from services.matchmaking.planning.search import search
from tests.unit.matchmaking.planning.small import ROUND_ROBIN, problem
from tests.unit.matchmaking.planning.test_search import tiny

UNEVEN = problem(
    [*ROUND_ROBIN, (0, 4), (0, 5), (4, 5), (4, 5), (1, 6), (1, 7)],
    slots=7,
    sessions={2: "morning"},
    morning=4,
    forbidden={3: {2}},
    after={7: (6,)},
)


@given(tiny() | st.just(UNEVEN), st.integers())
def test_other_names_leave_the_same_problem(given: Problem, seed: int) -> None:
    assert in_its_own_order(given).problem == in_its_own_order(renamed(given, seed)).problem


def test_who_meets_most_often_comes_first() -> None:
    ordered = in_its_own_order(problem([(0, 1), (2, 1), (2, 3), (2, 4)], slots=4))

    assert [(0, 1), (0, 2), (0, 3), (1, 4)] == [meeting.people for meeting in ordered.problem.meetings]


def test_the_search_answers_with_the_numbers_that_it_was_given() -> None:
    for seed in range(5):
        other = renamed(UNEVEN, seed)
        *_, last = search(other, fairness=2, seed=0)

        assert last.plan is not None
        assert not check(other, last.plan, fairness=2).faults


def renamed(given: Problem, seed: int) -> Problem:
    return rename(given, Random(seed))  # noqa: S311 -- of names, not of secrets
