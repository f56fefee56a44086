"""One structure has one id, by whichever of its numbers it comes and whichever came first."""

from dataclasses import replace
from itertools import permutations

import pytest

from services.eligibility.criteria.facts import Answer, RegisterFacts
from services.eligibility.structures.rules.identities import Identities, Numbered, identities, made_of
from shared.contracts.content import Organiser
from tests.support.builders import SECRET

SIREN, SIRET, RNA, UAI, RNF = "999999014", "99999901400015", "W442000001", "0350760L", "092-FDD-00061-08"
FACTS = RegisterFacts(siren=SIREN, legal_category="9220", state="A", rna=RNA)
PERSON = RegisterFacts(siren=SIREN, legal_category="1000", state="A")

BY_RNA_ALONE: tuple[Organiser, Answer] = (Organiser(name="Les Ateliers", rna=RNA), "not_found")
BY_SIREN: tuple[Organiser, Answer] = (Organiser(name="Les Ateliers", siren=SIREN), FACTS)
BY_SIREN_ALONE: tuple[Organiser, Answer] = (Organiser(name="Les Ateliers", siren=SIREN), replace(FACTS, rna=None))


def known(*numbers: str) -> list[Numbered]:
    """Return numbers that each lead to an id of their own, the first one met first."""
    return [
        Numbered(number=number, structure_id=made_of(number, SECRET), rank=rank)
        for rank, number in enumerate(numbers, start=1)
    ]


def kept_by(found: Identities, *organisers: tuple[Organiser, Answer]) -> set[str]:
    return {number for organiser in organisers for number in found.new_numbers(*organiser)}


def test_a_structure_that_gets_a_siren_later_keeps_its_id() -> None:
    found = identities(SECRET, known(f"rna:{RNA}"), [BY_SIREN])

    assert made_of(f"rna:{RNA}", SECRET) == found.id_of(*BY_SIREN)
    assert {f"siren:{SIREN}"} == kept_by(found, BY_SIREN)


def test_of_two_ids_that_turn_out_to_be_one_structure_the_older_stays() -> None:
    for first, second in permutations((f"siren:{SIREN}", f"rna:{RNA}")):
        found = identities(SECRET, known(first, second), [BY_SIREN])

        assert made_of(first, SECRET) == found.id_of(*BY_SIREN)
        assert {second} == kept_by(found, BY_SIREN)


@pytest.mark.parametrize("batch", list(permutations([BY_RNA_ALONE, BY_SIREN, BY_SIREN_ALONE])))
def test_within_a_batch_the_order_makes_no_difference_to_who_is_the_same(batch: list[tuple[Organiser, Answer]]) -> None:
    found = identities(SECRET, [], batch)

    assert 1 == len({found.id_of(*organiser) for organiser in batch})
    assert {f"siren:{SIREN}", f"rna:{RNA}"} == kept_by(found, *batch)


def test_two_numbers_in_one_form_are_not_one_structure_before_the_register_says_so() -> None:
    both = (Organiser(name="Les Ateliers", siren=SIREN, rna=RNA), replace(FACTS, rna=None))

    found = identities(SECRET, [], [both, BY_RNA_ALONE])

    assert found.id_of(*both) != found.id_of(*BY_RNA_ALONE)


def test_the_code_that_the_register_was_asked_for_is_of_the_structure_that_it_found() -> None:
    school = Organiser(name="Les Ateliers", uai=UAI)
    found = identities(SECRET, known(f"uai:{UAI}"), [(school, FACTS)])

    assert made_of(f"uai:{UAI}", SECRET) == found.id_of(*BY_SIREN) == found.id_of(school, FACTS)


def test_a_code_that_was_only_typed_beside_a_siren_proves_nothing() -> None:
    claimed = (Organiser(name="Les Ateliers", siren=SIREN, uai=UAI, rnf=RNF), FACTS)

    assert {f"siren:{SIREN}", f"rna:{RNA}"} == kept_by(identities(SECRET, [], [claimed]), claimed)


def test_a_foundation_is_known_by_its_number() -> None:
    foundation: tuple[Organiser, Answer] = (Organiser(name="Fondation des Ateliers", rnf=RNF), "no_identifier")

    assert {f"rnf:{RNF}"} == kept_by(Identities(secret=SECRET), foundation)


@pytest.mark.parametrize(
    ("organiser", "answer"),
    [
        (Organiser(name="Camille Martin", siren=SIREN), PERSON),
        (Organiser(name="Camille Martin", siren=SIREN), "unavailable"),
        (Organiser(name="Camille Martin", siret=SIRET), "not_found"),
        (Organiser(name="Camille Martin"), "no_identifier"),
    ],
)
def test_nothing_is_kept_that_could_be_of_a_natural_person(organiser: Organiser, answer: Answer) -> None:
    assert set() == kept_by(Identities(secret=SECRET), (organiser, answer))


def test_a_silent_register_leads_to_the_id_that_was_known_before() -> None:
    found = identities(SECRET, known(f"rna:{RNA}"), [BY_SIREN])
    later = identities(SECRET, [Numbered(number=f"siren:{SIREN}", structure_id=found.id_of(*BY_SIREN), rank=2)], [])

    assert found.id_of(*BY_SIREN) == later.id_of(Organiser(name="A", siret=SIRET), "unavailable")
