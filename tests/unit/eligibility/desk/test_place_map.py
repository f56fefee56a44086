"""The drawing of a place: where it is, how far from its commune, and nothing that the reader must fetch elsewhere."""

from dataclasses import replace

import pytest

from services.eligibility.desk.views.place_map import PlaceMap, place_map
from shared.contracts.content import Place
from shared.geography.distance import km_between
from shared.http.site import Site
from tests.support.builders import OCCURRENCE, RENNES, content

SITE = Site(
    service="eligibility",
    submission_url="https://mois-ess.example/inscription",
    eligibility_url="https://mois-ess.example/chambres",
    programme_url="https://mois-ess.example/",
    matchmaking_url="https://mois-ess.example/rencontres",
)
BREST = replace(RENNES, name="Les Capucins", commune_code="29019", commune_name="Brest", department_code="29")


def drawn(place: Place | None = RENNES, *others: Place) -> PlaceMap:
    occurrences = (OCCURRENCE, *(replace(OCCURRENCE, place=other) for other in others))
    found = place_map(SITE, content(place=place, occurrences=occurrences))
    assert found
    return found


def test_a_place_with_coordinates_stands_beside_the_middle_of_its_commune_with_the_distance() -> None:
    found = drawn(replace(RENNES, latitude=48.13, longitude=-1.62))
    [pin] = found.pins

    assert pin.at
    assert pin.centre
    assert all(0 <= x <= found.width and 0 <= y <= found.height for x, y in (pin.at, pin.centre))
    assert (pin.at[0] > pin.centre[0], pin.at[1] < pin.centre[1]) == (True, True)
    assert "à 4,5 km du centre de Rennes (Ille-et-Vilaine)" == pin.where
    assert not pin.is_far
    assert "48.13000,-1.62000" == pin.coordinates
    assert "https://mois-ess.example/programme/carte?near=48.13000%2C-1.62000&within=5" == pin.programme
    assert "Rennes" in [name for _, name in found.towns]
    assert all(y > 30 for (_, y), _ in found.towns)


def test_without_coordinates_the_commune_is_shown_and_that_is_said() -> None:
    [pin] = drawn().pins

    assert (pin.at, pin.coordinates) == (None, "")
    assert pin.centre
    assert "Rennes (Ille-et-Vilaine), sans coordonnées" == pin.where


@pytest.mark.parametrize(("latitude", "on_the_drawing"), [(48.4, True), (0.0, False)])
def test_what_is_far_from_its_commune_is_said_and_drawn_where_it_can_be(
    latitude: float, *, on_the_drawing: bool
) -> None:
    [pin] = drawn(replace(RENNES, latitude=latitude, longitude=-1.68)).pins

    assert pin.is_far
    assert on_the_drawing == (pin.at is not None)


def test_each_place_is_drawn_once_whatever_its_dates() -> None:
    found = drawn(RENNES, BREST, BREST)

    assert ["Le Hangar des possibles", "Les Capucins"] == [pin.name for pin in found.pins]
    assert all(pin.centre for pin in found.pins)


def test_what_takes_place_online_has_no_drawing() -> None:
    assert place_map(SITE, content(place=None, attendance="online")) is None


def test_the_distance_is_that_of_a_sphere() -> None:
    assert km_between((48.8566, 2.3522), (45.764, 4.8357)) == pytest.approx(392, abs=2)
    assert km_between((0.0, 0.0), (0.0, 0.0)) == 0
