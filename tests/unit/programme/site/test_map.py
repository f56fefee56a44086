"""The map that the server draws: one circle a place, an address and words for each, and no border that is not known."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from services.programme.settings import Settings
from services.programme.site.views.filters import Selection, selection
from services.programme.site.views.overview import Overview, overview
from shared.geography.areas import area
from shared.geography.ground import ground, projection
from tests.support.edition import EDITION

NOW = datetime(2026, 11, 12, 10, tzinfo=ZoneInfo("Europe/Paris"))
REGIONS = (("53", 90), ("11", 60), ("04", 4))
TILES = "https://tuiles.example/{z}/{x}/{y}.png"


def chosen(**filters: str) -> Selection:
    return selection("/programme/carte", filters, now=NOW, edition=EDITION)


def drawn(counts: tuple[tuple[str | None, int], ...], **filters: str) -> Overview:
    found = overview(chosen(**filters), counts)
    assert found
    return found


def test_the_country_has_a_circle_per_region_that_leads_to_the_region_s_own_map() -> None:
    found = drawn(REGIONS)

    assert [(circle.spot.name, circle.spot.dates) for circle in found.circles] == [
        ("Bretagne", 90),
        ("Île-de-France", 60),
    ]
    assert found.circles[0].spot.href == "/programme/carte?region=53#liste"
    brittany, paris = found.circles
    assert brittany.x < paris.x
    assert brittany.y > paris.y
    assert brittany.radius > paris.radius


def test_what_lies_overseas_is_not_on_the_drawing_and_is_in_its_words() -> None:
    found = drawn(REGIONS)

    assert [spot.name for spot in found.spots] == ["Bretagne", "Île-de-France", "La Réunion"]


def test_a_region_has_a_circle_per_commune_and_says_how_many_dates_are_nowhere() -> None:
    found = drawn((("35236", 3), ("35238", 7), (None, 2)), region="53")

    assert [(circle.spot.name, circle.spot.href) for circle in found.circles] == [
        ("Rennes (35)", "/programme/carte?region=53&commune=35238#liste"),
        ("Redon (35)", "/programme/carte?region=53&commune=35236#liste"),
    ]
    assert found.elsewhere == 2
    assert "Rennes" in {name for _, name in found.towns}


def test_communes_that_stand_at_one_point_are_one_circle() -> None:
    found = drawn((("75111", 3), ("75120", 5)), region="11")

    [circle] = found.circles
    assert circle.spot.dates == 8
    assert "near=Paris+20e" in circle.spot.href


def test_every_circle_is_on_the_drawing() -> None:
    for filters in ({"region": "53"}, {"department": "2A"}, {"epci": "243500741"}, {"near": "Redon"}, {"region": "04"}):
        found = drawn((), **filters)
        assert 100 < found.width <= 600
        assert 100 < found.height <= 620
        assert all(0 <= x <= found.width and 0 <= y <= found.height for (x, y), _ in found.towns)


def test_where_nothing_is_known_of_any_commune_there_is_no_map() -> None:
    assert overview(chosen(region="06"), (("97611", 4),)) is None


def test_the_ground_is_a_dot_per_stretch_with_communes_and_fills_single_gaps() -> None:
    shown = projection([(48.0, -3.0), (47.0, -1.0)])
    cell = shown.cell / shown.scale
    west_to_east = [(48.0, -3.0), (48.0, -3.0 + 2 * cell)]

    assert ground(shown, west_to_east).count("h0") == 3


def test_the_drawing_of_a_region_stays_small() -> None:
    land = area(region="84")

    assert len(ground(projection(land.points), land.points)) < 16_000


@pytest.mark.parametrize(
    ("tiles", "credit"),
    [(TILES, ""), ("https://tuiles.example/carte.png", "©"), ("https://x.example; script-src */{z}/{x}/{y}", "©")],
)
def test_a_background_that_names_nobody_or_is_no_address_of_tiles_is_refused(tiles: str, credit: str) -> None:
    given = {"database_url": "postgresql://u:p@h/d", "KAFKA_BOOTSTRAP_SERVERS": "h:1"}

    with pytest.raises(ValidationError):
        Settings.model_validate({**given, "map_tiles": tiles, "map_credit": credit})
    good = Settings.model_validate({**given, "map_tiles": TILES, "map_credit": "© quelqu’un"})
    assert good.background.origin == "https://tuiles.example"
