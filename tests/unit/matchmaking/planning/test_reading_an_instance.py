import pytest

from services.matchmaking.planning.dzn import read_instance
from services.matchmaking.planning.errors import Unreadable
from tests.unit.matchmaking.planning.small import FORUM


def test_the_fields_of_the_benchmark_are_read_and_counted_from_zero() -> None:
    problem = read_instance(FORUM)

    assert (5, (2, 2, 2, 2), 4, 2) == (problem.participants, problem.places, problem.slots, problem.morning)
    assert [(0, 1), (0, 2), (1, 3), (2, 3), (0, 4), (1, 4)] == [each.people for each in problem.meetings]
    assert ["any", "morning", "afternoon", "any", "any", "any"] == [each.session for each in problem.meetings]
    assert [None, None, 2, None, None, None] == [each.fixed for each in problem.meetings]
    assert [(), (), (), (), (0,), ()] == [each.after for each in problem.meetings]
    assert [set(), set(), {3}, set(), set()] == list(map(set, problem.forbidden))


def test_what_old_copies_lack_means_none() -> None:
    problem = read_instance("nBusiness=2;nMeetings=1;nTables=1;nTotalSlots=2;nMorningSlots=1;requested=[|1,2,3|];")

    assert (None, ()) == (problem.meetings[0].fixed, problem.meetings[0].after)
    assert (frozenset(), frozenset()) == problem.forbidden


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("nBusiness = 5;", "", "nBusiness manque"),
        ("nBusiness = 5;", "nBusiness = cinq;", "nBusiness vaut « cinq »"),
        ("nBusiness = 5;", "nBusiness = -5;", "nBusiness vaut « -5 »"),
        ("nTotalSlots = 4;", "nTotalSlots = 4000000;", "1000 au plus"),
        ("nTables = 2;", "nTables = 2; nTables = 3;", "nTables est donné deux fois"),
        ("nTables = 2;", "nTables = 2; tables = 3;", "tables n’est pas connu"),
        ("nTables = 2;", "nTables 2", "n’est pas « nom = valeur ; »"),
        ("nMorningSlots = 2;", "nMorningSlots = 5;", "nMorningSlots vaut 5, plus que nTotalSlots"),
        ("nMeetings = 6;", "nMeetings = 7;", "fixed en compte 6 ; il en faut 7"),
        ("|1, 2,3,", "|1, 1,3,", "Rendez-vous 1 : le participant 1 ne peut pas se rencontrer lui-même"),
        ("|1, 2,3,", "|1, 9,3,", "Rendez-vous 1 : le participant 9 n’existe pas"),
        ("|1, 2,3,", "|1, 2,4,", "Rendez-vous 1 : séance 4"),
        ("|1, 2,3,", "|1, 2,", "requested, ligne 1"),
        ("|1, 2,3,", "|1, 2, x,", "requested, ligne 1"),
        ("[0,0,3,0,0,0]", "[0,0,5,0,0,0]", "Rendez-vous 3 : fixé au créneau 5"),
        ("[0,0,3,0,0,0]", "{0,0,3}", "fixed doit être une liste"),
        ("[{0},{},{4},{0},{0}]", "[{0},{},{5},{0},{0}]", "forbidden, ensemble 3 : 5 n’existe pas"),
        ("[{0},{},{4},{0},{0}]", "[{0},{}]", "forbidden en compte 2"),
        ("[{0},{},{4},{0},{0}]", "[0,1]", "forbidden doit être une liste d’ensembles"),
        ("[{},{},{},{},{1},{}]", "[{},{},{},{},{7},{}]", "precedences, ensemble 5 : 7 n’existe pas"),
    ],
)
def test_what_is_wrong_is_said_with_the_way_out(written: str, instead: str, said: str) -> None:
    assert written in FORUM
    with pytest.raises(Unreadable) as refused:
        read_instance(FORUM.replace(written, instead))

    assert said in str(refused.value)
