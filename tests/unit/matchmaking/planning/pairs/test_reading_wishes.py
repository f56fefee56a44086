import json
from typing import Any

import pytest

from services.matchmaking.planning.errors import Unreadable
from services.matchmaking.planning.pairs.read import read_wishes
from services.matchmaking.planning.pairs.wishes import Wish

DOCUMENT: dict[str, Any] = {
    "slots": 4,
    "places": 2,
    "morning": 2,
    "least": 1,
    "groups": {"adhérents": 3},
    "participants": [
        {"name": "Scop Alpha", "kind": "offre", "group": "adhérents", "most": 3, "absent": [1]},
        {"name": "Ville de Betteville", "kind": "demande", "most_with": {"offre": 2}},
        {"name": "Mutuelle Gamma", "least": 2},
    ],
    "wishes": [
        {"from": "Scop Alpha", "to": "Ville de Betteville", "weight": 5},
        {"from": "Mutuelle Gamma", "to": "Scop Alpha"},
    ],
    "vetoes": [["Ville de Betteville", "Mutuelle Gamma"]],
}


def test_a_document_is_read_and_counted_from_zero() -> None:
    wishes = read_wishes(json.dumps(DOCUMENT).encode())

    assert ((2, 2, 2, 2), 2, 1) == (wishes.places, wishes.morning, wishes.least)
    assert (Wish(0, 1, 5), Wish(2, 0, 1)) == wishes.wishes
    assert {(0, 1): 15, (0, 2): 1} == wishes.values
    assert (frozenset({0}), 3, 2) == (wishes.participants[0].absent, wishes.most_of(0), wishes.least_of(2))
    assert {(1, 2)} == wishes.vetoes


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"slots": "quatre"}, "slots : il y faut un nombre entier, et non un texte."),
        ({"slots": -1}, "slots : il y faut un nombre entier d’au moins 0."),
        ({"tables": 3}, "« tables » n’est pas connu"),
        ({"places": [1, 2]}, "places en compte 2 ; il en faut 4"),
        ({"morning": 5}, "morning vaut 5, plus que slots"),
        ({"wishes": [{"from": "Scop Alpha", "to": "Scop Alpha"}]}, "ne peut pas se rencontrer lui-même"),
        ({"wishes": [{"from": "Scop Alpha", "to": "Scop Bêta"}]}, "« Scop Bêta » n’est pas parmi les participants"),
        ({"wishes": [{"to": "Scop Alpha"}]}, "wishes[0] : « from » manque"),
        ({"wishes": [{"from": "Scop Alpha", "to": "Mutuelle Gamma", "weight": 0}]}, "d’au moins 1"),
        ({"participants": [{"name": "A"}, {"name": "A"}]}, "« A » est inscrit 2 fois"),
        ({"participants": [{"name": "A", "absent": [9]}]}, "« A » est absent au créneau 9, qui n’existe pas"),
    ],
)
def test_what_is_wrong_is_said_with_the_way_out(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_wishes(json.dumps({**DOCUMENT, **changed}).encode())

    assert said in str(refused.value)


def test_what_is_no_document_is_said() -> None:
    with pytest.raises(Unreadable, match="pas un document JSON"):
        read_wishes(b"slots: 4")
    with pytest.raises(Unreadable, match="Le document : « slots » manque"):
        read_wishes(b"{}")
