from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matchmaking.planning.pairs.check import CheckedChoice, check_choice
from services.matchmaking.planning.pairs.choose import Choice, choose
from services.matchmaking.planning.pairs.wishes import Kept, Participant, Wish, Wishes, ordered
from tests.unit.matchmaking.planning.pairs.invented import wished

STAR = [(0, 1, 5), (0, 2, 3), (0, 3, 4), (2, 3, 1)]
KINDS = ["offre", "demande"]


def chosen(wishes: Wishes) -> Choice:
    choice = choose(wishes, seconds=60)
    assert choice is not None
    assert () == check_choice(wishes, choice.pairs).faults
    return choice


def test_the_most_wished_pairs_are_chosen_within_the_cap() -> None:
    assert (((0, 1), (0, 3), (2, 3)), 10, 10) == _told(chosen(wished(STAR, people={0: {"most": 2}})))


def test_a_wish_of_both_counts_twice_and_a_group_by_its_weight() -> None:
    both = wished([(0, 1, 2), (1, 0, 2), (0, 2, 3)], people={0: {"most": 1}})
    heavy = wished([(0, 1, 2), (2, 0, 3)], groups={"adhérents": 4}, people={0: {"most": 1, "group": "adhérents"}})

    assert (((0, 1),), 4, 4) == _told(chosen(both))
    assert (((0, 1),), 8, 8) == _told(chosen(heavy))


def test_who_refuses_does_not_meet_however_much_he_is_wished() -> None:
    assert (0, 1) not in chosen(wished(STAR, vetoes=[(0, 1)])).pairs


def test_who_is_never_there_together_does_not_meet() -> None:
    absent = {0: {"absent": frozenset({0, 1, 2})}, 1: {"absent": frozenset({3, 4, 5})}}

    assert (0, 1) not in chosen(wished(STAR, people=absent)).pairs


def test_everybody_has_his_minimum_before_the_value_is_looked_at() -> None:
    # The two most wished pairs would leave the third without any meeting.
    unequal = [(0, 1, 90), (0, 2, 1), (1, 3, 90), (2, 3, 1)]

    assert ((0, 1), (1, 3)) == chosen(wished(unequal, people={0: {"most": 1}, 3: {"most": 1}})).pairs
    choice = chosen(wished(unequal, people={0: {"most": 1}, 3: {"most": 1}}, least=1))
    assert (0, 0, 0, 0) == choice.missing


def test_a_minimum_that_cannot_be_is_missed_by_as_little_as_can_be() -> None:
    assert (0, 1, 1, 1) == chosen(wished([(0, 1), (0, 2), (0, 3)], least=2)).missing


def test_a_cap_by_kind_counts_who_is_met() -> None:
    people: dict[int, dict[str, object]] = {0: {"most_with": {"offre": 1}}, 1: {"kind": "offre"}, 3: {"kind": "offre"}}

    assert ((0, 1), (0, 2), (2, 3)) == chosen(wished(STAR, people=people)).pairs


def test_no_more_meetings_are_chosen_than_there_are_places_in_all() -> None:
    assert 2 == len(chosen(wished(STAR, slots=2, places=1)).pairs)


def test_what_is_kept_stays_although_nobody_wished_it_and_the_caps_are_lower_now() -> None:
    kept = [Kept((1, 2), 0), Kept((0, 2), 1)]

    assert {(1, 2), (0, 2)} <= set(chosen(wished(STAR, kept=kept, people={2: {"most": 1}})).pairs)


def test_nobody_wishes_anything() -> None:
    assert ((), 0, 0) == _told(chosen(wished([])))
    assert (((),) * 2) == (chosen(wished([(0, 1)], slots=0)).pairs, chosen(wished([(0, 1)], places=0)).pairs)


@pytest.mark.parametrize(
    ("planted", "said"),
    [
        (check_choice(wished(STAR), [(0, 1), (0, 1)]), "se rencontrent 2 fois"),
        (check_choice(wished(STAR), [(1, 2)]), "sans que personne ne le souhaite"),
        (check_choice(wished(STAR, vetoes=[(0, 1)]), [(0, 1)]), "alors que c’est refusé"),
        (check_choice(wished(STAR, kept=[Kept((1, 2))]), []), "devaient garder"),
        (check_choice(wished(STAR, slots=1, places=1), [(0, 1), (2, 3)]), "2 rendez-vous sont choisis pour 1 places"),
        (check_choice(wished(STAR, people={0: {"most": 1}}), [(0, 1), (0, 2)]), "1 au plus étaient demandés"),
        (check_choice(wished(STAR, slots=1), [(0, 1), (0, 2)]), "a 2 rendez-vous pour 1 créneaux"),
        (
            check_choice(
                wished(STAR, people={0: {"most_with": {"": 1}}}),
                [(0, 1), (0, 2)],
            ),
            "a 2 rendez-vous avec",
        ),
    ],
)
def test_a_planted_violation_is_found(planted: CheckedChoice, said: str) -> None:
    assert any(said in fault for fault in planted.faults), planted.faults


@st.composite
def tiny(draw: st.DrawFn) -> Wishes:
    participants, slots = draw(st.integers(2, 5)), draw(st.integers(0, 3))
    person = st.integers(0, participants - 1)
    pair = st.tuples(person, person).filter(lambda pair: pair[0] != pair[1])
    return Wishes(
        slots=slots,
        morning=slots,
        places=(draw(st.integers(0, 3)),) * slots,
        participants=tuple(
            Participant(
                name=f"Coopérative {number}",
                kind=draw(st.sampled_from(KINDS)),
                group=draw(st.sampled_from(["", "adhérents"])),
                most=draw(st.none() | st.integers(0, 3)),
                least=draw(st.none() | st.integers(0, 2)),
                most_with=draw(st.dictionaries(st.sampled_from(KINDS), st.integers(0, 2), max_size=1)),
                absent=draw(st.frozensets(st.integers(0, slots - 1), max_size=1)) if slots else frozenset(),
            )
            for number in range(participants)
        ),
        wishes=tuple(Wish(*each, draw(st.integers(1, 5))) for each in draw(st.lists(pair, max_size=6))),
        vetoes=frozenset(ordered(*each) for each in draw(st.lists(pair, max_size=1))),
        groups={"adhérents": draw(st.integers(1, 3))},
        least=draw(st.integers(0, 2)),
        kept=tuple(map(Kept, draw(st.sets(pair.map(lambda each: ordered(*each)), max_size=1)))),
    )


@given(tiny())
def test_the_choice_agrees_with_trying_every_set_of_pairs(wishes: Wishes) -> None:
    choice = chosen(wishes)
    best = max(
        (-checked.missing, checked.value)
        for count in range(len(wishes.values) + 1)
        for pairs in combinations(wishes.values, count)
        if not (checked := check_choice(wishes, pairs)).faults
    )

    assert best == (-sum(choice.missing), choice.value)
    assert choice.value == choice.bound


def _told(choice: Choice) -> tuple[tuple[tuple[int, int], ...], int, int]:
    return choice.pairs, choice.value, choice.bound
