from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from shared.geography import REGIONS, departments, find_commune, fold, region, sort_key
from shared.geography.time_zones import time_zone_of


def test_there_are_eighteen_regions_in_french_order() -> None:
    assert len(REGIONS) == 18
    assert [place.name for place in REGIONS] == sorted((place.name for place in REGIONS), key=sort_key)


def test_an_unknown_region_is_none() -> None:
    assert region("99") is None
    assert region("975").name == "Saint-Pierre-et-Miquelon"  # type: ignore[union-attr]


def test_every_department_has_a_clock_that_this_machine_knows() -> None:
    offsets = {
        place.code: datetime(2026, 11, 14, 12, tzinfo=ZoneInfo(time_zone_of(place.code))).utcoffset()
        for place in departments()
    }

    hours = {code: offset.total_seconds() / 3600 for code, offset in offsets.items() if offset is not None}
    assert hours["44"] == 1
    assert {code: hour for code, hour in hours.items() if hour != 1} == {
        "971": -4,
        "972": -4,
        "973": -3,
        "974": 4,
        "975": -3,
        "976": 3,
        "977": -4,
        "978": -4,
        "986": 12,
        "987": -10,
        "988": 11,
    }


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("98735", "Pacific/Tahiti"),
        ("98731", "Pacific/Marquesas"),
        ("98719", "Pacific/Gambier"),
        ("44109", "Europe/Paris"),
    ],
)
def test_a_commune_keeps_the_time_of_its_island(code: str, zone: str) -> None:
    commune = find_commune(code)

    assert commune is not None
    assert commune.time_zone == zone


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’Haÿ-les-Roses", "l hay les roses"),
        ("  ŒUVRE\nd'été ", "oeuvre d ete"),
        ("Château-Chinon (Ville)", "chateau chinon ville"),
        ("a_b\x00c", "a b c"),
        ("", ""),
        ("Ελλάδα", "ελλαδα"),
    ],
)
def test_folding_keeps_words_and_digits_only(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert sort_key(text) == folded
