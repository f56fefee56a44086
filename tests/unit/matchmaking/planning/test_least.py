from hypothesis import given
from hypothesis import strategies as st

from services.matchmaking.planning.rules.least import least_breaks, longest
from services.matchmaking.planning.rules.problem import Problem
from services.matchmaking.planning.rules.windows import allowed_slots
from tests.unit.matchmaking.planning.small import problem
from tests.unit.matchmaking.planning.test_search import best_by_trying_all, tiny


def least(given: Problem) -> int:
    return least_breaks(given, allowed_slots(given))


def test_whoever_is_away_in_the_midst_of_many_meetings_has_a_break() -> None:
    five = [(0, other) for other in range(1, 6)]

    assert 0 == least(problem(five, slots=6, forbidden={0: {5}}))
    assert 1 == least(problem(five, slots=6, forbidden={0: {2}}))
    assert 2 == least(problem(five, slots=8, forbidden={0: {2, 5}}))


def test_the_longest_runs_are_taken_first() -> None:
    assert [4, 3] == longest([0, 1, 3, 4, 5, 7, 8, 9, 10], 5)
    assert [] == longest([3], 0)


@given(tiny(), st.integers(0, 3))
def test_no_plan_has_fewer(given: Problem, fairness: int) -> None:
    best = best_by_trying_all(given, fairness)

    assert best is None or least(given) <= best
