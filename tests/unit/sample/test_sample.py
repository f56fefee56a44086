import json
import re
from datetime import date, datetime
from typing import Any, get_args
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from stdnum.fr import siren as siren_number
from stdnum.fr import siret as siret_number

from deploy.local.register.organisations import organisations
from moisess.sample import MANIFESTATIONS as SAMPLE
from services.submission.manifestations.bodies.reading import read_manifestation
from services.submission.manifestations.bodies.registering import registration_of
from shared.contracts.vocabulary import (
    Access,
    AccessibilityCode,
    Attendance,
    Audience,
    OccurrenceState,
    PriceKind,
)
from shared.geography import REGIONS, Commune, find_commune
from tests.support.edition import EDITION

MANIFESTATIONS: list[dict[str, Any]] = [json.loads(line) for line in SAMPLE.read_text("utf-8").splitlines()]
THEME_SLUGS = {theme.slug for theme in EDITION.themes}
FORMAT_SLUGS = {each.slug for each in EDITION.formats}
UAI_KEYS = "ABCDEFGHJKLMNPRSTUVWXYZ"
# The ranges that the regulator keeps free for fiction.
FICTITIOUS_PHONE = re.compile(r"(01 99 00|02 61 91|03 53 01|04 65 71|05 36 49|06 39 98) \d\d \d\d")

each = pytest.mark.parametrize("body", MANIFESTATIONS, ids=lambda body: body["external_id"])


def places(body: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the place of the whole, and those that dates have of their own."""
    return [whole["place"] for whole in (body, *body["occurrences"]) if "place" in whole]


def commune_of(place: dict[str, Any]) -> Commune:
    commune = find_commune(place["commune_code"])
    assert commune is not None
    return commune


def regions(body: dict[str, Any]) -> set[str]:
    return {commune_of(place).region_code for place in places(body)} | (
        {body["region_code"]} if "region_code" in body else set()
    )


def of(external_id: str) -> dict[str, Any]:
    [body] = [body for body in MANIFESTATIONS if body["external_id"] == external_id]
    return body


@each
def test_the_place_is_in_a_real_commune_with_its_postcode(body: dict[str, Any]) -> None:
    for place in places(body):
        assert place["postcode"] in commune_of(place).postcodes
        assert ("address" in place) != place.get("address_on_registration", False)


@each
def test_it_is_in_one_region_and_can_be_attended_somewhere(body: dict[str, Any]) -> None:
    attended = {(True, False): "on_site", (False, True): "online", (True, True): "mixed"}

    assert len(regions(body)) == 1
    assert ("region_code" in body) != bool(places(body))
    assert (
        body.get("attendance", attended[bool(places(body)), "online_url" in body])
        == (attended[bool(places(body)), "online_url" in body])
    )


@each
def test_the_dates_are_in_november_in_their_order_on_the_clock_of_the_place(body: dict[str, Any]) -> None:
    for occurrence in body["occurrences"]:
        starts_at, ends_at = (datetime.fromisoformat(occurrence[name]) for name in ("starts_at", "ends_at"))
        place = occurrence.get("place", body.get("place"))
        zone = ZoneInfo(commune_of(place).time_zone if place else "Europe/Paris")

        assert starts_at < ends_at
        for moment in (starts_at, ends_at):
            assert (moment.year, moment.month) == (2026, 11)
            if not occurrence.get("all_day"):
                assert moment.utcoffset() == moment.astimezone(zone).utcoffset()
    begins = [occurrence["starts_at"] for occurrence in body["occurrences"]]
    assert begins == sorted(begins)


@each
def test_the_service_takes_it_as_it_stands(body: dict[str, Any]) -> None:
    registration = registration_of(read_manifestation(body, edition=EDITION), UUID(int=1), edition=EDITION)

    assert registration.external_id == body["external_id"]
    assert {registration.region_code} == regions(body)


@each
def test_the_words_are_known_and_the_texts_have_a_sound_length(body: dict[str, Any]) -> None:
    assert 1 <= len(body["themes"]) <= 5
    assert set(body["themes"]) <= THEME_SLUGS
    assert body["format"] in FORMAT_SLUGS
    assert body.get("access", "registration") in get_args(Access)
    assert set(body.get("audiences", ())) <= set(get_args(Audience))
    assert set(body.get("accessibility", ())) <= set(get_args(AccessibilityCode))
    assert {one.get("state", "scheduled") for one in body["occurrences"]} <= set(get_args(OccurrenceState))
    assert body.get("price", {"kind": "free"})["kind"] in get_args(PriceKind)
    assert 3 <= len(body["title"]) <= 140
    assert 60 <= len(body["description"]) <= 4000
    assert 2 <= len(re.findall(r"[.!?](?=\s|$)", body["description"])) <= 6
    assert "'" not in json.dumps(body, ensure_ascii=False)


@each
def test_the_organiser_has_one_sound_number_and_nobody_real_is_named(body: dict[str, Any]) -> None:
    organiser = dict(body["organiser"])
    assert organiser.pop("name")
    [(kind, number)] = organiser.items()

    match kind:
        case "siren":
            assert siren_number.is_valid(number)
            assert number.startswith("9999")
        case "siret":
            assert siret_number.is_valid(number)
            assert number.startswith("9999")
        case "rna":
            assert re.fullmatch(r"W999\d{6}", number)
        case _:
            assert kind == "uai"
            assert number[-1] == UAI_KEYS[int(number[:-1]) % len(UAI_KEYS)]
    contact = body["public_contact"]
    assert contact["email"].endswith(".example")
    for way in (contact, body.get("booking", {})):
        assert FICTITIOUS_PHONE.fullmatch(way.get("phone", "01 99 00 00 00"))
        assert way.get("email", ".example").endswith(".example")
    for address in (contact.get("website"), body.get("online_url"), body.get("booking", {}).get("url")):
        assert address is None or (urlsplit(address).hostname or "").endswith(".example")


def test_there_are_enough_of_them_from_every_region_and_each_has_its_own_reference() -> None:
    assert len(MANIFESTATIONS) >= 80
    assert len({body["external_id"] for body in MANIFESTATIONS}) == len(MANIFESTATIONS)
    assert len({body["organiser"]["name"] for body in MANIFESTATIONS}) >= 45
    assert set().union(*map(regions, MANIFESTATIONS)) == {region.code for region in REGIONS}


def test_the_register_knows_all_organisers_but_two() -> None:
    known = {
        number for unit in organisations() for number in (unit.siren, unit.siret, unit.other_siret, unit.rna, unit.uai)
    }
    numbers = {value for body in MANIFESTATIONS for name, value in body["organiser"].items() if name != "name"}

    assert numbers - known == {"999999030", "W999000777"}


def test_there_is_something_for_every_rule() -> None:
    access = {(body["open_to_all"], body.get("access")) for body in MANIFESTATIONS}
    categories = {unit.siren: unit.legal_category for unit in organisations()}
    used = {
        categories[body["organiser"]["siren"]]
        for body in MANIFESTATIONS
        if body["organiser"].get("siren") in categories
    }

    assert {(True, None), (True, "free_entry"), (True, "registration")} <= access
    assert {(False, "invitation"), (False, "professionals")} <= access
    assert {"9220", "9230", "9260", "5458", "5560", "8210", "9300", "7210", "7344", "7383", "5710", "5499"} <= used
    assert {"9110", "8420"} <= used


def test_a_webinar_has_no_place_and_says_its_region() -> None:
    webinar = of("exemple-062")

    assert places(webinar) == []
    assert (webinar["attendance"], webinar["region_code"]) == ("online", "28")


def test_a_workshop_has_three_dates_of_which_one_is_cancelled_and_says_why() -> None:
    occurrences = of("exemple-088")["occurrences"]

    assert [one.get("state", "scheduled") for one in occurrences] == ["scheduled", "cancelled", "scheduled"]
    assert occurrences[1]["note"]


def test_walks_have_a_place_for_every_date_in_communes_of_one_region() -> None:
    walk = of("exemple-089")

    assert "place" not in walk
    assert len({commune_of(place).code for place in places(walk)}) == len(walk["occurrences"]) == 3
    assert walk["attendance"] == "on_site"


def test_there_is_something_for_every_form_that_a_manifestation_takes() -> None:
    attendance = {body.get("attendance") for body in MANIFESTATIONS}
    prices = {body["price"]["kind"] for body in MANIFESTATIONS if "price" in body}
    consents = [body["public_contact"].get("print_consent", False) for body in MANIFESTATIONS]

    assert attendance == {*get_args(Attendance), None}
    assert of("exemple-090")["place"]["address_on_registration"] is True
    [all_day] = of("exemple-091")["occurrences"]
    assert date.fromisoformat(all_day["ends_at"]).day - date.fromisoformat(all_day["starts_at"]).day == 1
    assert {"price", "booking", "age", "accessibility", "languages", "co_organisers", "print_title", "print_text"} <= (
        of("exemple-092").keys()
    )
    assert of("exemple-093")["access_conditions"]
    assert {"paid", "pay_what_you_want"} <= prices
    assert 0.6 < sum(consents) / len(consents) < 0.7


def test_nothing_is_written_that_says_nothing() -> None:
    assert "null" not in SAMPLE.read_text("utf-8")
