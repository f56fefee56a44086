"""A place of the register in the form: what its buttons do, and when its point counts."""

from dataclasses import replace
from typing import Any

import pytest

from services.submission.organiser_space.bodies.draft import step_in
from services.submission.organiser_space.bodies.places import search_in, shown_after, use_in, with_place
from services.submission.organiser_space.rules.offer import offer_of
from services.submission.places.rules.naming import place_id_of
from tests.support.builders import RENNES, some_id
from tests.unit.submission.organiser_space.test_form import content, filled

POINTED = replace(RENNES, latitude=48.1173, longitude=-1.6778)
OFFER = offer_of(place_id_of(RENNES.name, RENNES.address, RENNES.commune_code), POINTED, own=True)


def registered(values: dict[str, Any]) -> Any:
    place = values["place"]
    return content(**{f"place.{name}": value for name, value in place.items()}).place


def test_a_place_is_filled_in_with_its_point_and_reads_back() -> None:
    values = with_place(filled(place__address="ailleurs"), "place", OFFER)
    known = registered(values)

    assert (known.name, known.address, known.commune_code) == ("Le Hangar des possibles", "3 rue du Canal", "35238")
    assert (known.latitude, known.longitude) == (48.1173, -1.6778)


@pytest.mark.parametrize("change", [{"address": "4 rue du Canal"}, {"name": "Le Quai"}, {"point": "x y"}])
def test_whoever_rewrites_the_place_loses_the_point(change: dict[str, str]) -> None:
    values = with_place(filled(), "place", OFFER)
    known = registered({"place": {**values["place"], **change}})

    assert (known.latitude, known.longitude) == (None, None)


def test_a_date_gets_a_place_of_its_own_and_the_others_stay() -> None:
    second = {"occurrences__1__date": "2026-11-20"}
    values = with_place(filled(**second), "occurrences.1.place", OFFER)

    assert "place" not in values["occurrences"][0]
    assert values["occurrences"][1]["place"]["name"] == "Le Hangar des possibles"


def test_an_address_that_is_kept_back_stays_so() -> None:
    values = with_place({}, "place", replace(OFFER, address=None))

    assert values["place"]["address_on_registration"] == "true"
    assert {"address", "point"} & {*values["place"]} == set()


@pytest.mark.parametrize("pressed", ["place", "place:", "title:" + str(some_id(1)), "occurrences.x.place:1", ""])
def test_what_no_button_of_ours_says_fills_nothing_in(pressed: str) -> None:
    assert use_in({"_lieu": pressed}) is None


def test_words_count_whatever_button_was_pressed() -> None:
    typed = {"_recherche.occurrences.1.place": " quai ", "_recherche.place": ""}
    search = search_in({**typed, "_brouillon": "dates"})

    assert search is not None
    assert (search.field, search.words) == ("occurrences.1.place", "quai")
    assert shown_after(typed) == {"lieu": "occurrences.1.place", "q": "quai"}
    assert search_in({"_recherche.title": "quai"}) is None


def test_each_button_leads_back_to_the_step_of_its_place() -> None:
    assert (step_in({"_chercher": "place"}), step_in({"_lieu": f"occurrences.0.place:{some_id(1)}"})) == (
        "lieu",
        "dates",
    )
