"""What the planner is compared with solves the same problem."""

import pytest
from hypothesis import given

from benchmarks.b2b.plain import solve_plainly
from benchmarks.b2b.rivals import by_rc2
from services.matchmaking.planning.rules.problem import Problem
from services.matchmaking.planning.search import search
from tests.unit.matchmaking.planning.small import ROUND_ROBIN, problem
from tests.unit.matchmaking.planning.test_search import tiny

# Somebody who meets nobody has no break, so that nobody may have more than the fairness allows.
LONELY = problem([*ROUND_ROBIN, (5, 6), (5, 7)], slots=6, fixed={0: 0, 2: 4}, forbidden={1: {2}})


@pytest.mark.parametrize("solver", [solve_plainly, by_rc2])
def test_they_agree_with_the_planner(solver: object) -> None:
    assert callable(solver)
    *_, last = search(LONELY, fairness=2, seed=0)

    assert last.breaks
    assert last.breaks == solver(LONELY, 2)
    assert solver(problem([(0, 1), (0, 2), (1, 2)], slots=2), 2) is None


@given(tiny())
def test_both_ways_to_write_clauses_have_the_same_fewest_breaks(given: Problem) -> None:
    assert solve_plainly(given, 9) == by_rc2(given, 9)
