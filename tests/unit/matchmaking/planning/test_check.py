import pytest

from services.matchmaking.planning.check import Checked, check
from tests.unit.matchmaking.planning.small import ROUND_ROBIN, problem

GOOD = (0, 1, 2, 2, 1, 0)


def test_a_good_plan_has_no_faults_and_is_counted() -> None:
    checked = check(problem(ROUND_ROBIN, slots=5), (0, 1, 4, 4, 1, 0), fairness=0)

    assert (4, 0, ()) == (checked.breaks, checked.fairness, checked.faults)


def test_a_long_idle_run_is_one_break_and_idling_at_the_ends_is_none() -> None:
    assert 2 == check(problem([(0, 1), (0, 1)], slots=9), (1, 7), fairness=0).breaks
    assert 0 == check(problem([(0, 1), (0, 1)], slots=9), (4, 5), fairness=0).breaks


def test_lunch_is_no_break() -> None:
    assert 0 == check(problem([(0, 1), (0, 1)], slots=4, morning=2), (1, 2), fairness=0).breaks


@pytest.mark.parametrize(
    ("planted", "said"),
    [
        (check(problem(ROUND_ROBIN, slots=3), (0, 0, 2, 2, 1, 1), fairness=9), "a 2 rendez-vous au créneau"),
        (check(problem(ROUND_ROBIN, slots=3, places=1), GOOD, fairness=9), "a 2 rendez-vous pour 1 places"),
        (
            check(problem(ROUND_ROBIN, slots=3, forbidden={3: {2}}), GOOD, fairness=9),
            "4 ne peut pas venir au créneau 3",
        ),
        (check(problem(ROUND_ROBIN, slots=3, fixed={0: 1}), GOOD, fairness=9), "est fixé au créneau 2"),
        (check(problem(ROUND_ROBIN, slots=3, morning=1, sessions={1: "morning"}), GOOD, fairness=9), "le matin"),
        (check(problem(ROUND_ROBIN, slots=3, morning=1, sessions={0: "afternoon"}), GOOD, fairness=9), "l’après-midi"),
        (check(problem(ROUND_ROBIN, slots=3, after={0: (1,)}), GOOD, fairness=9), "doit suivre le 2"),
        (check(problem(ROUND_ROBIN, slots=3, after={0: (5,)}), GOOD, fairness=9), "doit suivre le 6"),
        (check(problem(ROUND_ROBIN, slots=3), GOOD[:-1], fairness=9), "5 créneaux pour 6 rendez-vous"),
        (check(problem(ROUND_ROBIN, slots=3), (*GOOD[:-1], 3), fairness=9), "pas de créneau qui existe"),
        (check(problem([(0, 1), (0, 1), (2, 3)], slots=3), (0, 2, 0), fairness=0), "diffèrent de 1, plus que 0"),
    ],
)
def test_a_planted_violation_is_found(planted: Checked, said: str) -> None:
    assert any(said in fault for fault in planted.faults), planted.faults
