"""Which structure a verified organiser is, and how what is known of it adds up."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest

from services.eligibility.criteria.facts import Answer, RegisterFacts
from services.eligibility.structures.rules import Verification, seen_again, structure_id_of
from shared.contracts.content import Organiser

NOW = datetime(2026, 9, 1, tzinfo=UTC)
FACTS = RegisterFacts(
    siren="999999014",
    legal_category="9220",
    activity="94.99Z",
    state="A",
    flagged_ess=True,
    rna="W442000001",
    region_code="52",
)
NUMBERED = Organiser(name="Les Ateliers", siren="999999014")


def verification(answer: Answer = FACTS, organiser: Organiser = NUMBERED, **fields: Any) -> Verification:
    seen = Verification(
        organiser=organiser, answer=answer, region_code="53", themes=("sport",), decided_at=NOW, cause=None
    )
    return replace(seen, **fields)


def test_the_same_structure_has_one_id_by_whichever_number_the_register_ties_to_it() -> None:
    numbers = [{"siren": "999999014"}, {"siret": "99999901400015"}, {"rna": "W442000001"}]

    assert 1 == len({structure_id_of(Organiser(name="Les Ateliers", **number), FACTS) for number in numbers})


def test_a_siret_and_its_siren_are_one_structure_even_without_the_register() -> None:
    by_siren = structure_id_of(Organiser(name="A", siren="999999014"), "unavailable")
    by_siret = structure_id_of(Organiser(name="B", siret="99999901400015"), "unavailable")

    assert by_siren == by_siret == structure_id_of(NUMBERED, FACTS)


@pytest.mark.parametrize("legal_category", ["1000", None])
def test_the_number_of_a_natural_person_is_neither_told_nor_to_be_found_by_trying(legal_category: str | None) -> None:
    person = replace(FACTS, legal_category=legal_category)
    structure = seen_again(None, verification(person))

    assert (None, None) == (structure.siren, structure.legal_family)
    assert structure.structure_id != uuid5(NAMESPACE_URL, "urn:mois-ess:structure:siren:999999014")
    assert structure.structure_id != seen_again(None, verification(person, Organiser(name="B"))).structure_id


@pytest.mark.parametrize("answer", ["not_found", "unavailable"])
def test_a_number_that_the_register_did_not_confirm_is_not_told(answer: Answer) -> None:
    structure = seen_again(None, verification(answer))

    assert structure.siren is None
    assert "999999014" == seen_again(structure, verification()).siren


def test_the_region_is_that_of_the_seat_else_that_of_the_first_manifestation() -> None:
    unknown_seat = seen_again(None, verification("not_found"))

    assert seen_again(None, verification()).region_code == "52"
    assert unknown_seat.region_code == "53"
    assert seen_again(unknown_seat, verification("not_found", region_code="11")).region_code == "53"
    assert seen_again(unknown_seat, verification(region_code="11")).region_code == "52"
    assert seen_again(None, verification("not_found", region_code=None)).region_code is None


def test_themes_add_up_and_the_last_name_holds() -> None:
    first = seen_again(None, verification())
    second = seen_again(first, verification(themes=("culture",), organiser=replace(NUMBERED, name="Neuf")))

    assert (("culture", "sport"), "Neuf") == (second.themes, second.name)
    assert second.verified_at == first.verified_at


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
    assert family == seen_again(None, verification(answer, organiser)).legal_family


def test_a_silent_register_does_not_take_back_the_family_it_had_told() -> None:
    first = seen_again(None, verification())

    assert "association" == seen_again(first, verification("unavailable")).legal_family
