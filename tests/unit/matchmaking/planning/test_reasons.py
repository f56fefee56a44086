import pytest

from services.matchmaking.planning.explain import explain
from services.matchmaking.planning.rules.problem import Problem
from services.matchmaking.planning.rules.reasons import evident_reasons
from tests.unit.matchmaking.planning.small import ROUND_ROBIN, problem

THREE = [(0, 1), (0, 2), (0, 3)]


def test_what_can_be_placed_has_no_reason_against_it() -> None:
    assert [] == evident_reasons(problem(ROUND_ROBIN, slots=3, places=2))


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (
            problem(THREE, slots=2),
            "Le participant 1 n’a que 2 créneaux possibles (1 et 2) pour 3 rendez-vous : 1, 2 et 3.",
        ),
        (
            problem(THREE, slots=9, morning=2, sessions=dict.fromkeys(range(3), "morning")),
            "Le participant 1 n’a que 2 créneaux possibles (1 et 2) pour 3 rendez-vous : 1, 2 et 3.",
        ),
        (
            problem([*THREE, (0, 4)], slots=9, fixed={0: 4, 3: 4}),
            "Le participant 1 n’a que 1 créneau possible (5) pour 2 rendez-vous : 1 et 4.",
        ),
        (
            problem([(0, 1), (2, 3), (4, 5)], slots=1, places=2),
            "3 rendez-vous n’ont que 1 créneau possible (1), où il y a 2 places.",
        ),
        (
            problem([(0, 1), (2, 3), (4, 5), (6, 7)], slots=2, places=(2, 1)),
            "4 rendez-vous n’ont que 2 créneaux possibles (1 et 2), où il y a 3 places.",
        ),
        (
            problem([(0, 1)], slots=2, forbidden={0: {0}, 1: {1}}),
            (
                "Le rendez-vous 1 (participants 1 et 2) n’a aucun créneau :"
                " impossible pour le participant 1 au créneau 1 et impossible pour le participant 2 au créneau 2."
            ),
        ),
        (
            problem([(0, 1), (2, 3)], slots=2, after={0: (1,), 1: (0,)}),
            "Le rendez-vous 1 (participants 1 et 2) n’a aucun créneau : après 2 et avant 2.",
        ),
        (problem([(0, 1)], slots=0), "Le rendez-vous 1 (participants 1 et 2) n’a aucun créneau : il n’y en a aucun."),
    ],
)
def test_what_cannot_be_is_said_with_its_numbers(given: Problem, reason: str) -> None:
    assert reason == evident_reasons(given)[0]


def test_ten_thousand_meetings_of_one_person_are_answered_by_counting() -> None:
    (reason,) = evident_reasons(problem([(0, other) for other in range(1, 10_001)], slots=24))

    assert reason.startswith("Le participant 1 n’a que 24 créneaux possibles")
    assert "pour 10 000 rendez-vous" in reason


def test_what_counting_does_not_show_is_said_by_the_rules_that_clash_and_no_others() -> None:
    # Three who all meet each other in two slots; what else is asked has nothing to do with it.
    given = problem([(0, 1), (3, 4), (0, 2), (1, 2)], slots=2, places=2, fixed={1: 0}, forbidden={4: {1}})

    assert [] == evident_reasons(given)
    assert (
        "Ne tiennent pas ensemble : le participant 1 (2 rendez-vous), le participant 2 (2 rendez-vous) et"
        " le participant 3 (2 rendez-vous)."
    ) == explain(given, fairness=2, seed=0)


def test_the_rule_of_a_meeting_is_named_where_it_clashes() -> None:
    given = problem([(0, 1), (1, 2), (2, 3), (3, 0)], slots=3, fixed={0: 0}, after={1: (3,), 2: (1,)})

    assert [] == evident_reasons(problem([(0, 1), (1, 2), (2, 3), (3, 0)], slots=3, after={1: (3,)}))
    assert "le rendez-vous 1 fixé au créneau 1" in (said := explain(given, fairness=2, seed=0))
    assert "le rendez-vous 2 après le 4" in said


def test_where_only_fairness_stands_in_the_way_it_is_named() -> None:
    given = problem([(0, 1), (0, 1), (2, 3)], slots=3, fixed={0: 0, 1: 2})

    assert "aucun plan ne tient l’écart de 0" in explain(given, fairness=0, seed=0)
