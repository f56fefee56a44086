"""Which structure a verified organiser is, and how what is known of it adds up."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from services.eligibility.criteria.facts import Answer, RegisterFacts
from services.eligibility.structures.rules.identities import Identities
from services.eligibility.structures.rules.structure import Structure, Verification, seen_again
from shared.contracts.content import Organiser
from tests.support.builders import SECRET

NOW = datetime(2026, 9, 1, tzinfo=UTC)
FACTS = RegisterFacts(
    siren="999999014",
    name="LES ATELIERS",
    legal_category="9220",
    activity="94.99Z",
    state="A",
    flagged_ess=True,
    rna="W442000001",
    region_code="52",
    seat_region_code="52",
)
NUMBERED = Organiser(name="Les Ateliers", siren="999999014")


def id_of(organiser: Organiser, answer: Answer, secret: bytes = SECRET) -> UUID:
    return Identities(secret=secret).id_of(organiser, answer)


def verification(answer: Answer = FACTS, organiser: Organiser = NUMBERED, **fields: Any) -> Verification:
    seen = Verification(
        structure_id=id_of(organiser, answer),
        answer=answer,
        accepted_name=organiser.name,
        region_code="53",
        themes=("sport",),
        decided_at=NOW,
        cause=None,
    )
    return replace(seen, **fields)


def shown(known: Structure | None, seen: Verification) -> Structure:
    structure = seen_again(known, seen)
    assert structure
    return structure


def test_the_same_structure_has_one_id_by_whichever_number_the_register_ties_to_it() -> None:
    numbers: list[dict[str, Any]] = [{"siren": "999999014"}, {"siret": "99999901400015"}, {"rna": "W442000001"}]

    assert 1 == len({id_of(Organiser(name="Les Ateliers", **number), FACTS) for number in numbers})


def test_a_siret_and_its_siren_are_one_structure_even_without_the_register() -> None:
    by_siren = id_of(Organiser(name="A", siren="999999014"), "unavailable")
    by_siret = id_of(Organiser(name="B", siret="99999901400015"), "unavailable")

    assert by_siren == by_siret == id_of(NUMBERED, FACTS)


@pytest.mark.parametrize("legal_category", ["1000", None])
def test_a_natural_person_has_no_number_there_and_no_id_made_of_one(legal_category: str | None) -> None:
    person = replace(FACTS, legal_category=legal_category, name=None)
    structure = shown(None, verification(person))

    assert (None, None) == (structure.siren, structure.legal_family)
    assert structure.structure_id != id_of(NUMBERED, FACTS)
    assert structure.structure_id != shown(None, verification(person, Organiser(name="B"))).structure_id


@pytest.mark.parametrize("answer", ["not_found", "unavailable"])
def test_a_number_that_the_register_did_not_confirm_is_not_told(answer: Answer) -> None:
    structure = shown(None, verification(answer))

    assert structure.siren is None
    assert "999999014" == shown(structure, verification()).siren


def test_the_region_is_that_of_the_seat_else_that_of_the_first_manifestation() -> None:
    unknown_seat = shown(None, verification("not_found"))

    assert shown(None, verification()).region_code == "52"
    assert unknown_seat.region_code == "53"
    assert shown(unknown_seat, verification("not_found", region_code="11")).region_code == "53"
    assert shown(unknown_seat, verification(region_code="11")).region_code == "52"
    assert shown(None, verification("not_found", region_code=None)).region_code is None


def test_an_id_is_found_by_nobody_who_has_not_the_secret() -> None:
    assert id_of(NUMBERED, FACTS) != id_of(NUMBERED, FACTS, secret=bytes(32))


def test_themes_add_up() -> None:
    first = shown(None, verification())
    second = shown(first, verification(themes=("culture",)))

    assert ("culture", "sport") == second.themes
    assert second.verified_at == first.verified_at


def test_the_registers_name_is_told_whatever_was_typed() -> None:
    typed = replace(NUMBERED, name="Des usurpateurs")

    assert "LES ATELIERS" == shown(shown(None, verification()), verification(organiser=typed)).name


def test_where_the_register_names_nobody_the_name_is_the_one_that_a_chamber_accepted() -> None:
    accepted = shown(None, verification("not_found"))
    again = shown(accepted, verification("not_found", accepted_name=None))

    assert ("Les Ateliers", "Les Ateliers") == (accepted.name, again.name)
    assert "Ateliers neufs" == shown(accepted, verification("not_found", accepted_name="Ateliers neufs")).name


def test_the_usual_name_is_told_apart_and_is_the_registers_else_one_that_a_chamber_accepted_beside_its_name() -> None:
    traded = replace(FACTS, usual_name="LA GRANDE HALTE")
    accepted = shown(None, verification(accepted_name="La Halte"))

    assert "LA GRANDE HALTE" == shown(None, verification(traded, accepted_name="La Halte")).usual_name
    assert ("LES ATELIERS", "La Halte") == (accepted.name, accepted.usual_name)
    assert "La Halte" == shown(accepted, verification(accepted_name=None)).usual_name
    assert shown(None, verification(accepted_name="Les Ateliers")).usual_name is None
    assert shown(None, verification("not_found", accepted_name="La Halte")).usual_name is None


def test_who_was_named_by_the_organiser_alone_is_not_told() -> None:
    assert seen_again(None, verification("not_found", accepted_name=None)) is None


@pytest.mark.parametrize(
    ("answer", "organiser", "family"),
    [
        (FACTS, NUMBERED, "association"),
        (replace(FACTS, legal_category="5710"), NUMBERED, "commercial"),
        (replace(FACTS, legal_category="7210"), NUMBERED, "collectivite"),
        (replace(FACTS, legal_category="7331"), NUMBERED, "enseignement"),
        (replace(FACTS, legal_category="7113"), NUMBERED, None),
        (replace(FACTS, legal_category="7410"), NUMBERED, None),
        (replace(FACTS, legal_category="7364"), NUMBERED, None),
        (replace(FACTS, legal_category="8420"), NUMBERED, None),
        ("not_found", Organiser(name="A", rna="W442000001"), None),
        ("not_found", Organiser(name="A", uai="0350760L"), None),
        ("not_found", NUMBERED, None),
    ],
)
def test_a_family_is_told_only_where_the_register_shows_it(
    answer: Answer, organiser: Organiser, family: str | None
) -> None:
    assert family == shown(None, verification(answer, organiser)).legal_family


def test_a_silent_register_does_not_take_back_the_family_it_had_told() -> None:
    first = shown(None, verification())

    assert "association" == shown(first, verification("unavailable")).legal_family
