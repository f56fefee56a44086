from itertools import islice
from random import Random

from services.matchmaking.planning.check import check
from services.matchmaking.planning.local.anneal import MOST, UNFAIR, anneal, begin
from services.matchmaking.planning.local.first import first_board
from services.matchmaking.planning.local.moves import move
from services.matchmaking.planning.rules.problem import Plan, Problem
from services.matchmaking.planning.search import search
from tests.unit.matchmaking.planning.small import ROUND_ROBIN, long_to_prove, problem, too_large_to_prove

RULES = problem(
    [*ROUND_ROBIN, (0, 4), (4, 5), (1, 5)],
    slots=9,
    morning=5,
    places=2,
    forbidden={1: {2}, 4: {0, 8}},
    sessions={2: "morning", 3: "afternoon"},
    fixed={0: 3},
    after={5: (4,), 7: (6, 8)},
)


def draw() -> Random:
    return Random(1)  # noqa: S311 -- of plans, not of secrets


def rounds_of(given: Problem, *, compiled: bool = False) -> list[tuple[Plan, int | None]]:
    board = first_board(given, draw())
    assert board is not None
    return list(islice(anneal(board, draw(), fairness=2, moves=2_000, compiled=compiled), 3))


def test_a_first_plan_keeps_every_rule_but_fairness() -> None:
    for given in (RULES, long_to_prove()):
        board = first_board(given, draw())

        assert board is not None
        assert () == check(given, board.plan(), fairness=given.slots).faults


def test_a_full_house_is_filled_to_the_last_place() -> None:
    given = problem(ROUND_ROBIN, slots=3, places=2)
    board = first_board(given, draw())

    assert board is not None
    assert [0, 0, 0] == board.room
    assert () == check(given, board.plan(), fairness=0).faults


def test_what_cannot_be_placed_is_given_up() -> None:
    assert first_board(problem(ROUND_ROBIN, slots=2), draw()) is None


def test_annealing_keeps_every_rule_and_counts_as_the_checker_does() -> None:
    for given in (RULES, long_to_prove()):
        for plan, breaks in rounds_of(given):
            checked = check(given, plan, fairness=given.slots)
            assert () == checked.faults
            assert breaks in {None, checked.breaks}
            assert (breaks is None) == (checked.fairness > 2)


def test_without_heat_nothing_is_lost_and_what_was_tried_in_vain_is_taken_back() -> None:
    board = first_board(long_to_prove(), draw())
    assert board is not None
    walk, costs = begin(board, 2, draw()), []
    for _ in range(300):
        move(walk, (1.0,) + (0.0,) * MOST, 20)
        breaks = [max(0, runs - 1) for runs in walk.runs]
        costs.append(sum(breaks) + UNFAIR * sum(max(0, each - 2) for each in breaks))

    assert costs == sorted(costs, reverse=True)
    assert costs[-1] < costs[0]
    assert sum(breaks) == check(long_to_prove(), board.plan(), fairness=13).breaks


def test_compiled_it_takes_the_same_way() -> None:
    for given in (RULES, long_to_prove()):
        assert rounds_of(given) == rounds_of(given, compiled=True)


def test_many_meetings_get_a_fair_plan_without_a_proof() -> None:
    given = too_large_to_prove()
    assert 6 < len(given.meetings_of[0]) <= 12
    first, second = islice(search(given, fairness=3, seed=0), 2)

    assert [first, second] == list(islice(search(given, fairness=3, seed=0), 2))
    assert first.plan is not None
    assert second.plan is not None
    assert () == check(given, second.plan, fairness=3).faults
    # Whoever is away in between has a break at least.
    assert (1, False) == (second.bound, second.done)
    assert (second.breaks or 0) < (first.breaks or 0)
