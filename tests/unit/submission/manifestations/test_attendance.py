"""Where one takes part and who may: fields that must agree."""

from typing import Any

import pytest

from tests.support.submission import MORNING, PLACE
from tests.unit.submission.manifestations.building import content, date, faults_of, registration, sentences_of

URL = "https://direct.example/ressourcerie"
BREST = {**PLACE, "name": "Le Quai", "postcode": "29200", "commune_code": "29019"}
NANTES = {**PLACE, "name": "Le Quai", "postcode": "44000", "commune_code": "44109"}
ELSEWHERE = [{**MORNING, "place": PLACE}, date("2026-11-20", place=BREST)]


@pytest.mark.parametrize(
    ("fields", "attendance"),
    [
        ({}, "on_site"),
        ({"place": None, "online_url": URL}, "online"),
        ({"online_url": URL}, "mixed"),
        ({"place": None, "occurrences": ELSEWHERE}, "on_site"),
        ({"place": None, "occurrences": [*ELSEWHERE, date("2026-11-21")], "online_url": URL}, "mixed"),
    ],
)
def test_attendance_follows_from_place_and_address_and_may_be_said(fields: dict[str, Any], attendance: str) -> None:
    assert content(**fields).attendance == attendance
    assert content(**fields, attendance=attendance).attendance == attendance


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"place": None}, [("/place", "place_missing")]),
        ({"place": None, "attendance": "on_site"}, [("/place", "place_missing")]),
        ({"place": None, "attendance": "online"}, [("/online_url", "online_url_missing")]),
        ({"attendance": "mixed"}, [("/online_url", "online_url_missing")]),
        ({"place": None, "online_url": URL, "attendance": "mixed"}, [("/place", "place_missing")]),
        ({"online_url": URL, "attendance": "on_site"}, [("/attendance", "attendance_disagrees")]),
        ({"place": None, "online_url": URL, "attendance": "on_site"}, [("/attendance", "attendance_disagrees")]),
        ({"online_url": URL, "attendance": "online"}, [("/attendance", "attendance_disagrees")]),
        (
            {"place": None, "occurrences": [*ELSEWHERE, date("2026-11-21")]},
            [("/occurrences/2/place", "place_missing")],
        ),
        ({"occurrences": [{**MORNING, "state": "moved_online"}]}, [("/occurrences/0/state", "online_url_missing")]),
    ],
)
def test_place_and_address_that_do_not_agree_with_what_is_said_are_named(
    fields: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert faults_of(**fields) == expected


def test_a_place_whose_address_says_that_it_is_online_as_well_is_none() -> None:
    known = content(place={"name": "En visioconférence", "address": "en ligne"}, online_url=URL)

    assert ("online", None) == (known.attendance, known.place)


def test_a_faulty_place_is_not_called_missing_too() -> None:
    assert faults_of(place={**PLACE, "postcode": "x"}, attendance="on_site") == [("/place/postcode", "postcode_format")]
    assert faults_of(online_url="x", attendance="mixed") == [("/online_url", "url_format")]
    assert faults_of(place=None, occurrences=[{**MORNING, "place": {**PLACE, "postcode": "x"}}]) == [
        ("/occurrences/0/place/postcode", "postcode_format")
    ]


@pytest.mark.parametrize("name", ["En ligne", "VISIO", "Visioconférence", "à distance", "Zoom", "webinaire", "Web"])
def test_a_place_that_only_says_that_it_is_online_is_no_place(name: str) -> None:
    online = content(place={"name": name, "address": "", "postcode": None}, online_url=URL)

    assert (online.place, online.attendance, online.time_zone) == (None, "online", "Europe/Paris")
    assert faults_of(place={"name": name}) == [("/online_url", "online_url_missing")]


@pytest.mark.parametrize("place", [{"name": "https://visio.example/salle"}, {}, {"name": " ", "address": None}])
def test_a_place_that_holds_the_address_or_nothing_is_no_place_either(place: dict[str, Any]) -> None:
    assert content(place={**place, "address_on_registration": False}, online_url=URL).attendance == "online"
    assert content(place=place, online_url=URL, attendance="online").place is None


def test_a_place_in_which_nothing_stands_is_asked_about_where_people_are_to_come() -> None:
    for fields in ({}, {"online_url": URL, "attendance": "mixed"}):
        assert ("/place/name", "required") in faults_of(place={}, **fields)
    assert faults_of(place={"name": "https://visio.example/salle"}) == [("/online_url", "online_url_missing")]


def test_a_place_of_that_name_with_an_address_is_one() -> None:
    place = content(place={**PLACE, "name": "Le Web"}, online_url=URL).place

    assert place is not None
    assert place.name == "Le Web"


def test_dates_that_each_have_their_place_need_no_other() -> None:
    walk = registration(place=None, occurrences=ELSEWHERE)

    places = [each.place and each.place.commune_name for each in walk.content.occurrences]
    assert (walk.content.place, walk.region_code, places) == (None, "53", ["Rennes", "Brest"])


def test_a_place_in_another_region_belongs_to_another_chamber() -> None:
    fields = {"occurrences": [MORNING, date("2026-11-20", place=NANTES)]}

    assert faults_of(**fields) == [("/occurrences/1/place", "place_in_another_region")]
    assert "Pays de la Loire (52)" in sentences_of(**fields)[0]
    assert "à part" in sentences_of(**fields)[0]


@pytest.mark.parametrize(("said", "kept"), [("53", "53"), (None, None), ("987", "987")])
def test_what_is_online_only_has_the_region_that_is_said(said: str | None, kept: str | None) -> None:
    assert registration(place=None, online_url=URL, region_code=said).region_code == kept


def test_the_region_of_a_place_may_be_repeated_and_not_contradicted() -> None:
    assert registration(region_code="53").region_code == "53"
    assert faults_of(region_code="52") == [("/region_code", "region_of_another_place")]
    assert faults_of(place=None, online_url=URL, region_code="35") == [("/region_code", "region_unknown")]


@pytest.mark.parametrize("access", ["invitation", "professionals"])
def test_what_is_open_to_all_is_not_reserved(access: str) -> None:
    assert faults_of(access=access) == [("/access", "access_contradicts_open_to_all")]
    assert "open_to_all" in sentences_of(access=access)[0]
    assert content(open_to_all=False, access=access).access == access


def test_what_is_not_open_to_all_says_how_one_gets_in() -> None:
    assert faults_of(open_to_all=False, access=None) == [("/access", "access_missing")]
    assert content(open_to_all=False, access=None, access_conditions="Adhérents").access_conditions == "Adhérents"
