import json
import re
from datetime import datetime
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest
from stdnum.fr import siren as siren_number
from stdnum.fr import siret as siret_number

from deploy.local.register.organisations import organisations
from moisess.sample import MANIFESTATIONS as SAMPLE
from shared.contracts.content import Openness
from shared.contracts.vocabulary import FORMATS, THEMES
from shared.geography import REGIONS, find_commune

MANIFESTATIONS: list[dict[str, Any]] = [json.loads(line) for line in SAMPLE.read_text("utf-8").splitlines()]
THEME_SLUGS = {slug for slug, _ in THEMES}
FORMAT_SLUGS = {slug for slug, _ in FORMATS}
UAI_KEYS = "ABCDEFGHJKLMNPRSTUVWXYZ"
# The ranges that the regulator keeps free for fiction.
FICTITIOUS_PHONE = re.compile(r"(01 99 00|02 61 91|03 53 01|04 65 71|05 36 49|06 39 98) \d\d \d\d")

each = pytest.mark.parametrize("body", MANIFESTATIONS, ids=lambda body: body["external_id"])


@each
def test_the_place_is_in_a_real_commune_with_its_postcode(body: dict[str, Any]) -> None:
    commune = find_commune(body["place"]["commune_code"])

    assert commune is not None
    assert body["place"]["postcode"] in commune.postcodes


@each
def test_the_hours_are_in_november_on_the_clock_of_the_place(body: dict[str, Any]) -> None:
    commune = find_commune(body["place"]["commune_code"])
    assert commune is not None
    starts_at, ends_at = (datetime.fromisoformat(body[name]) for name in ("starts_at", "ends_at"))

    assert starts_at < ends_at
    for moment in (starts_at, ends_at):
        assert (moment.year, moment.month) == (2026, 11)
        assert moment.utcoffset() == moment.astimezone(ZoneInfo(commune.time_zone)).utcoffset()


@each
def test_the_words_are_known_and_the_texts_have_a_sound_length(body: dict[str, Any]) -> None:
    assert 1 <= len(body["themes"]) <= 5
    assert set(body["themes"]) <= THEME_SLUGS
    assert body["format"] in FORMAT_SLUGS
    assert body["openness"] in get_args(Openness)
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
    assert contact["phone"] is None or FICTITIOUS_PHONE.fullmatch(contact["phone"])
    assert contact["website"] is None or contact["website"].endswith(".example")


def test_there_are_enough_of_them_from_every_region_and_each_has_its_own_reference() -> None:
    regions = {
        commune.region_code for body in MANIFESTATIONS if (commune := find_commune(body["place"]["commune_code"]))
    }

    assert len(MANIFESTATIONS) >= 80
    assert len({body["external_id"] for body in MANIFESTATIONS}) == len(MANIFESTATIONS)
    assert len({body["organiser"]["name"] for body in MANIFESTATIONS}) >= 45
    assert regions == {region.code for region in REGIONS}


def test_the_register_knows_all_organisers_but_two() -> None:
    known = {
        number for unit in organisations() for number in (unit.siren, unit.siret, unit.other_siret, unit.rna, unit.uai)
    }
    numbers = {value for body in MANIFESTATIONS for name, value in body["organiser"].items() if name != "name"}

    assert numbers - known == {"999999030", "W999000777"}


def test_there_is_something_for_every_rule() -> None:
    openness = {body["openness"] for body in MANIFESTATIONS}
    categories = {unit.siren: unit.legal_category for unit in organisations()}
    used = {
        categories[body["organiser"]["siren"]]
        for body in MANIFESTATIONS
        if body["organiser"].get("siren") in categories
    }

    assert openness == set(get_args(Openness))
    assert {"9220", "9230", "9260", "5458", "5560", "8210", "9300", "7210", "7344", "7383", "5710", "5499"} <= used
    assert {"9110", "8420"} <= used
