"""A registration written as a body, and changed by a patch."""

from typing import Any

import pytest

from services.submission.manifestations.bodies.patching import merge_patch, patched
from services.submission.manifestations.bodies.reading import read_manifestation
from services.submission.manifestations.bodies.registering import registration_of
from services.submission.manifestations.bodies.writing import body_of
from tests.support.submission import EVERYTHING, MORNING, PLACE
from tests.unit.submission.manifestations.building import SOME_ID, date, manifestation, registration

TAHITI = {**PLACE, "postcode": "98714", "commune_code": "98735"}
URL = "https://direct.example/ressourcerie"


@pytest.mark.parametrize(
    "fields",
    [
        {},
        EVERYTHING,
        {"place": None, "online_url": URL},
        {"place": None, "online_url": URL, "region_code": "53"},
        {"open_to_all": False, "access": None, "access_conditions": "Adhérents"},
        {"place": TAHITI, "occurrences": [date("2026-11-14", "2026-11-15"), date("2026-12-31")]},
        {
            "occurrences": [
                date("2026-10-24", "2026-10-25"),
                date("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"),
            ]
        },
        {
            "place": None,
            "occurrences": [{**MORNING, "place": PLACE}, date("2026-11-20", place={**PLACE, "name": "La Halle"})],
        },
        {"occurrences": [MORNING, date("2026-11-20", state="moved_online")], "online_url": URL},
    ],
)
def test_what_is_written_makes_the_same_registration_again(fields: dict[str, Any]) -> None:
    known = registration(**fields)
    body = body_of(manifestation(known))

    assert registration_of(read_manifestation(body, edition=2026), SOME_ID) == known


def test_a_change_of_the_place_moves_whole_days_with_its_clock() -> None:
    body = body_of(manifestation(registration(occurrences=[date("2026-11-14")])))
    moved = patched(body, {"place": {"postcode": "97400", "commune_code": "97411"}})
    content = registration_of(read_manifestation(moved, edition=2026), SOME_ID).content

    assert content.occurrences[0].starts_at.isoformat() == "2026-11-14T00:00:00+04:00"


@pytest.mark.parametrize(
    ("target", "patch", "expected"),
    [
        ({"a": "b"}, {"a": "c"}, {"a": "c"}),
        ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
        ({"a": "b"}, {"a": None}, {}),
        ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
        ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
        ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
        ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
        ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
        (["a", "b"], ["c", "d"], ["c", "d"]),
        ({"a": "b"}, ["c"], ["c"]),
        ({"a": "foo"}, None, None),
        ({"a": "foo"}, "bar", "bar"),
        ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
        ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
        ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
    ],
)
def test_a_patch_is_merged_as_rfc_7396_says(target: Any, patch: Any, expected: Any) -> None:
    assert merge_patch(target, patch) == expected
