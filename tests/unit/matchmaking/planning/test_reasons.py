import pytest

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
            "3 rendez-vous n’ont que 1 créneau possible (1), où il y a 2 places (2 par créneau).",
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
