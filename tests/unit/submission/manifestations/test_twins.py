"""Which two registrations a reader would take for one."""

from typing import Any

import pytest

from shared.twins import are_twins, features_of
from tests.support.submission import MORNING, PLACE
from tests.unit.submission.manifestations.building import registration

AFTERNOON = {"starts_at": "2026-11-14T14:00:00+01:00", "ends_at": "2026-11-14T16:00:00+01:00"}
LATER = {"starts_at": "2026-11-21T10:00:00+01:00", "ends_at": "2026-11-21T12:30:00+01:00"}
ELSEWHERE = {"name": "La Grande Halle", "address": "1 place du Marché", "postcode": "35000", "commune_code": "35238"}
OTHERS = {"name": "Les Amis du Ruisseau", "rna": "W442000001"}
LONG = "Réparer plutôt que jeter, grand atelier du samedi"


def twins(one: dict[str, Any], other: dict[str, Any]) -> bool:
    found = [features_of(each.organiser, each.content) for each in (registration(**one), registration(**other))]
    assert are_twins(*found) == are_twins(*reversed(found))
    return are_twins(*found)


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"title": "PORTES OUVERTES DE LA RESSOURCERIE !"},
        {"title": "Portes ouvertes à la ressourcerie"},
        {"organiser": OTHERS},
        {"place": ELSEWHERE},
        {"occurrences": [{**MORNING, "starts_at": "2026-11-14T10:30:00+01:00"}]},
        {"occurrences": [{"starts_at": "2026-11-14", "ends_at": "2026-11-14"}]},
        {"occurrences": [LATER, MORNING]},
        {"place": {**PLACE, "name": "Hangar des possibles (entrée par la cour)"}, "organiser": OTHERS},
    ],
)
def test_what_was_entered_again_a_little_otherwise_is_the_same(other: dict[str, Any]) -> None:
    assert twins({}, other)


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Apprendre à réparer son vélo"},
        {"occurrences": [AFTERNOON]},
        {"occurrences": [LATER]},
        {"occurrences": [{**MORNING, "state": "cancelled"}, LATER]},
        {"place": {**PLACE, "postcode": "29200", "commune_code": "29019"}},
        {"place": ELSEWHERE, "organiser": OTHERS},
        {"place": None, "online_url": "https://direct.example/1"},
    ],
)
def test_what_is_otherwise_in_what_matters_is_another(other: dict[str, Any]) -> None:
    assert not twins({}, other)


def test_a_title_that_says_much_is_enough_and_one_that_everybody_has_is_not() -> None:
    somewhere_else = {"place": ELSEWHERE, "organiser": OTHERS}

    assert twins({"title": LONG}, {"title": LONG, **somewhere_else})
    assert not twins({"title": "Portes ouvertes"}, {"title": "Portes ouvertes", **somewhere_else})


def test_numbers_in_titles_tell_parts_of_a_series_apart() -> None:
    assert not twins({"title": f"{LONG} (groupe 1)"}, {"title": f"{LONG} (groupe 2)"})


@pytest.mark.parametrize(
    ("city", "arrondissement"),
    [(("69003", "69123"), ("69003", "69383")), (("13006", "13055"), ("13006", "13206"))],
)
def test_an_arrondissement_is_in_its_city(city: tuple[str, str], arrondissement: tuple[str, str]) -> None:
    whole, part = (
        {"place": {**PLACE, "postcode": postcode, "commune_code": code}} for postcode, code in (city, arrondissement)
    )

    assert twins(whole, part)


def test_two_that_are_online_at_the_same_time_are_compared_too() -> None:
    online = {"place": None, "online_url": "https://direct.example/1"}

    assert twins(online, online)
