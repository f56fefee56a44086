"""A registration written as a body, and changed by a patch."""

from dataclasses import replace
from typing import Any

import pytest

from services.submission.manifestations.bodies.patching import merge_patch, patched
from services.submission.manifestations.bodies.reading import read_manifestation
from services.submission.manifestations.bodies.registering import registration_of
from services.submission.manifestations.bodies.writing import body_of
from shared.errors import FieldsRefused
from tests.support.edition import EDITION
from tests.support.submission import EVERYTHING, MORNING, PLACE
from tests.unit.submission.manifestations.building import SOME_ID, date, faults, manifestation, registration

TAHITI = {**PLACE, "postcode": "98714", "commune_code": "98735"}
URL = "https://direct.example/ressourcerie"


@pytest.mark.parametrize(
    "fields",
    [
        {},
        EVERYTHING,
        {"organiser": {"name": "Un cercle", "court_entry": {"court": "Sélestat", "volume": "12", "folio": "34"}}},
        {"organiser": {"name": "Un collectif"}},
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
    known = registration(another_because=None, **fields)
    body = body_of(manifestation(known))

    assert registration_of(read_manifestation(body, edition=EDITION), SOME_ID, edition=EDITION) == known


def test_a_change_of_the_place_moves_whole_days_with_its_clock() -> None:
    body = body_of(manifestation(registration(occurrences=[date("2026-11-14")])))
    moved = patched(body, {"place": {"postcode": "97400", "commune_code": "97411"}})
    content = registration_of(read_manifestation(moved, edition=EDITION), SOME_ID, edition=EDITION).content

    assert content.occurrences[0].starts_at.isoformat() == "2026-11-14T00:00:00+04:00"


HIDDEN = {**PLACE, "address": None, "address_on_registration": True}
POINT = {"latitude": 48.1, "longitude": -1.68}


@pytest.mark.parametrize("change", [{"address_on_registration": True, "address": None}, HIDDEN])
def test_a_patch_that_keeps_the_address_back_takes_the_point_with_it(change: dict[str, Any]) -> None:
    body = body_of(manifestation(registration(place={**PLACE, **POINT})))
    content = registration_of(
        read_manifestation(patched(body, {"place": change}), edition=EDITION), SOME_ID, edition=EDITION
    ).content

    assert content.place is not None
    assert (content.place.address, content.place.latitude, content.place.longitude) == (None, None, None)


def test_a_patch_that_only_says_that_the_address_is_kept_back_leaves_no_point_to_refuse() -> None:
    body = body_of(manifestation(registration(place={**PLACE, **POINT})))

    assert faults(patched(body, {"place": {"address_on_registration": True}})) == [
        ("/place/address", "address_kept_back")
    ]


@pytest.mark.parametrize("change", [{**HIDDEN, **POINT}, {**POINT, "address_on_registration": True, "address": None}])
def test_a_patch_that_names_a_point_of_what_is_kept_back_is_refused(change: dict[str, Any]) -> None:
    body = body_of(manifestation(registration()))

    assert faults(patched(body, {"place": change})) == [("/place/latitude", "coordinates_kept_back")]


def test_a_point_that_was_registered_without_its_address_is_not_written_out() -> None:
    known = registration(place=HIDDEN)
    assert known.content.place is not None
    place = replace(known.content.place, latitude=48.1, longitude=-1.68)
    shown = manifestation(replace(known, content=replace(known.content, place=place)))

    assert not {"latitude", "longitude"} & body_of(shown)["place"].keys()


@pytest.mark.parametrize("patch", [None, [], "texte", 3])
def test_a_patch_is_an_object(patch: Any) -> None:
    with pytest.raises(FieldsRefused) as refused:
        patched(body_of(manifestation(registration())), patch)

    [error] = refused.value.errors
    assert (error.pointer, error.code) == ("", "object_expected")
    assert "merge patch) est un objet JSON" in error.message


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
