from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from services.matchmaking.planning.check import check
from services.matchmaking.planning.progress import Progress
from services.matchmaking.planning.rules.problem import Meeting, Problem
from services.matchmaking.planning.search import search
from tests.unit.matchmaking.planning.small import ROUND_ROBIN, problem


def best_by_trying_all(given: Problem, fairness: int) -> int | None:
    checked = (
        check(given, plan, fairness=fairness) for plan in product(range(given.slots), repeat=len(given.meetings))
    )
    return min((each.breaks for each in checked if not each.faults), default=None)


@st.composite
def tiny(draw: st.DrawFn) -> Problem:
    participants, slots = draw(st.integers(2, 5)), draw(st.integers(0, 5))
    person, slot = st.integers(0, participants - 1), st.integers(0, max(slots - 1, 0))
    pairs = draw(st.lists(st.tuples(person, person).filter(lambda pair: pair[0] != pair[1]), max_size=5))
    numbers = range(len(pairs))
    return Problem(
        participants=participants,
        places=tuple(draw(st.lists(st.integers(0, 3), min_size=slots, max_size=slots))),
        slots=slots,
        morning=draw(st.integers(0, slots)),
        meetings=tuple(
            Meeting(
                people=pair,
                session=draw(st.sampled_from(["any", "any", "any", "morning", "afternoon"])),
                fixed=draw(st.none() | slot) if slots and draw(st.integers(0, 3)) == 0 else None,
                after=tuple(other for other in numbers if other != number and draw(st.integers(0, 9)) == 0),
            )
            for number, pair in enumerate(pairs)
        ),
        forbidden=tuple(draw(st.frozensets(slot, max_size=1)) if slots else frozenset() for _ in range(participants)),
    )


@given(tiny(), st.integers(0, 3))
def test_the_search_agrees_with_trying_every_plan(given: Problem, fairness: int) -> None:
    *_, last = search(given, fairness=fairness, seed=0)

    assert last.done
    assert best_by_trying_all(given, fairness) == last.breaks
    assert last.breaks is None or last.bound == last.breaks
    if last.plan is not None:
        checked = check(given, last.plan, fairness=fairness)
        assert (last.breaks, ()) == (checked.breaks, checked.faults)


def test_fairness_can_ask_everybody_to_wait() -> None:
    # The first two are kept apart in time, so they have a break each; with fairness 0 everybody has one.
    given = problem([(0, 1), (0, 1), (2, 3), (2, 3)], slots=3, fixed={0: 0, 1: 2})

    assert [4, 2, 2] == [last_of(given, fairness).breaks for fairness in (0, 1, 2)]


def test_nothing_to_place_is_a_plan() -> None:
    assert ((), 0, True) == outcome(problem([], slots=0))


def test_the_same_seed_gives_the_same_plan() -> None:
    given = problem([*ROUND_ROBIN, *ROUND_ROBIN], slots=8)

    assert last_of(given, 2).plan == last_of(given, 2).plan


def outcome(given: Problem) -> tuple[tuple[int, ...] | None, int | None, bool]:
    last = last_of(given, 2)
    return last.plan, last.breaks, last.done


def last_of(given: Problem, fairness: int) -> Progress:
    *_, last = search(given, fairness=fairness, seed=0)
    return last


def test_that_there_is_no_plan_is_told_before_its_reason_is_looked_for() -> None:
    first, second = search(problem([(0, 1), (0, 2), (1, 2)], slots=2), fairness=2, seed=0)

    assert (True, None, ()) == (first.done, first.plan, first.reasons)
    assert second.reasons
