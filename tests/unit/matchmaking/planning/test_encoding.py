from services.matchmaking.planning.encoding.counters import count_up
from services.matchmaking.planning.encoding.formula import Formula
from services.matchmaking.planning.rules.alike import alike
from services.matchmaking.planning.rules.windows import allowed_slots
from tests.unit.matchmaking.planning.small import problem


def test_meetings_with_people_who_meet_nobody_else_are_alike() -> None:
    given = problem([(0, 1), (0, 2), (3, 0), (4, 5), (4, 5), (4, 6)], slots=6)

    assert [(0, 1, 2), (3, 4), (5,)] == [each.meetings for each in alike(given, allowed_slots(given))]


def test_what_has_other_slots_or_comes_before_another_is_like_no_other() -> None:
    given = problem(
        [(0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (0, 6)], slots=7, forbidden={2: {1}}, fixed={2: 4}, after={4: (3,)}
    )

    assert [(0,), (1,), (2,), (3,), (4,), (5,)] == [
        each.meetings for each in alike(given, [*allowed_slots(given)[:5], (0,)])
    ]


def test_two_pairs_who_meet_nobody_else_are_not_one() -> None:
    given = problem([(0, 1), (2, 3)], slots=2)

    assert [(0,), (1,)] == [each.meetings for each in alike(given, allowed_slots(given))]


def test_whoever_has_had_all_his_meetings_is_idle_without_any_search() -> None:
    formula = Formula()
    busy = [formula.new() for _ in range(5)]
    count_up(formula, busy, [(0, 4)] * 2)

    assert {-busy[0], -busy[2], -busy[4]} <= implied(formula, [busy[1], busy[3]])
    assert {busy[0], busy[4]} <= implied(formula, [-busy[1], -busy[2], -busy[3]])


def implied(formula: Formula, decided: list[int]) -> set[int]:
    """Return what follows clause by clause."""
    true = set(decided)
    while True:
        open_clauses = [clause for clause in formula.clauses if not true.intersection(clause)]
        found = {left[0] for clause in open_clauses if len(left := [each for each in clause if -each not in true]) == 1}
        if not found:
            return true
        true |= found
