from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from services.matchmaking.planning.check import check
from services.matchmaking.planning.progress import Progress
from services.matchmaking.planning.rules.problem import Problem
from services.matchmaking.planning.search import search
from services.matchmaking.planning.settle import Settle, changes, settle
from tests.unit.matchmaking.planning.small import ROUND_ROBIN, problem
from tests.unit.matchmaking.planning.test_search import tiny


def settled(given: Problem, before: tuple[int | None, ...], fairness: int = 2) -> Progress:
    *_, found = search(given, fairness=fairness, seed=0)
    assert found.plan is not None
    *_, last = settle(given, Settle(plan=found.plan, before=before), fairness=fairness, seed=0)
    assert last.plan is not None
    assert last.bound == changes(before, last.plan)
    return last


def test_a_plan_that_can_stay_stays() -> None:
    stood = (2, 0, 1, 1, 0, 2)

    assert stood == settled(problem(ROUND_ROBIN, slots=5), stood).plan
    # Given in another order than they are solved in.
    assert (0, 1, 2, 5) == settled(problem([(0, 1), (2, 1), (2, 3), (4, 5)], slots=6), (0, 1, 2, 5)).plan


def test_fewer_breaks_come_before_fewer_changes() -> None:
    found = settled(problem([(0, 1), (0, 2)], slots=4), (0, 3))

    assert found.plan is not None
    assert (0, 1) == (found.breaks, changes((0, 3), found.plan))


@given(tiny(), st.integers(0, 2), st.lists(st.none() | st.integers(0, 4), min_size=5, max_size=5))
def test_the_fewest_changes_agree_with_trying_every_plan(
    given: Problem, fairness: int, slots: list[int | None]
) -> None:
    before = tuple(slots[: len(given.meetings)])
    plans = list(product(range(given.slots), repeat=len(given.meetings)))
    checked = [(check(given, plan, fairness=fairness), plan) for plan in plans]
    good = [(each.breaks, changes(before, plan)) for each, plan in checked if not each.faults]
    if not good:
        return

    found = settled(given, before, fairness)

    assert found.plan is not None
    assert () == check(given, found.plan, fairness=fairness).faults
    assert min(good) == (found.breaks, changes(before, found.plan))
