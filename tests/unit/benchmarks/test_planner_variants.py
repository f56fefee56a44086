"""Variants of an instance: drawn the same each time, of the kind they are said to be."""

from random import Random

from benchmarks.b2b.variants import family_of, fix, forbid, precede, rename
from services.matchmaking.planning.rules.breaks import breaks_by_person
from services.matchmaking.planning.rules.windows import allowed_slots
from services.matchmaking.planning.search import search
from tests.unit.matchmaking.planning.small import ROUND_ROBIN, problem

GIVEN = problem([*ROUND_ROBIN, (0, 4), (4, 5), (1, 5)], slots=9, forbidden={0: {1}}, after={7: (6,)})


def draw() -> Random:
    return Random(1)  # noqa: S311 -- of instances, not of secrets


def test_a_family_is_drawn_the_same_each_time() -> None:
    family = list(family_of(GIVEN))

    assert list(family_of(GIVEN)) == family
    assert 14 == len(family)
    assert [0, 1, 3] == [fairness for kind, _, fairness, _ in family if kind.startswith("fairness")]


def test_forbidden_slots_come_beside_those_that_are() -> None:
    closed = forbid(GIVEN, 0.3, draw()).forbidden

    assert closed != GIVEN.forbidden
    assert all(old <= new for old, new in zip(GIVEN.forbidden, closed, strict=True))


def test_fixed_meetings_do_not_clash_with_one_another() -> None:
    fixed = fix(GIVEN, 0.5, draw())
    held = [(person, each.fixed) for each in fixed.meetings if each.fixed is not None for person in each.people]

    assert len(held) == len(set(held)) > 0
    assert all(allowed_slots(fixed))


def test_precedences_make_no_circle() -> None:
    preceded = precede(GIVEN, 0.9, draw())

    assert sum(bool(each.after) for each in preceded.meetings) > 3
    assert all(allowed_slots(preceded))


def test_a_renamed_instance_has_the_same_optimum() -> None:
    renamed = rename(GIVEN, draw())
    *_, one = search(GIVEN, fairness=2, seed=0)
    *_, other = search(renamed, fairness=2, seed=0)

    assert renamed != GIVEN
    assert (one.breaks, True) == (other.breaks, other.done)
    assert other.plan is not None
    assert one.breaks == sum(breaks_by_person(renamed, other.plan))
