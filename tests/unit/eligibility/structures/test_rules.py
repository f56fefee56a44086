"""Which structures are told as verified, and how they add up."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from services.eligibility.criteria.facts import Answer, RegisterFacts
from services.eligibility.criteria.reasons import met
from services.eligibility.dossiers.dossier import NewDecision
from services.eligibility.dossiers.examine import examine
from services.eligibility.structures.rules import is_verified, seen_again, structure_id_of
from shared.contracts.content import Organiser
from tests.support.builders import content, manifestation_changed

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


def decision(answer: Answer = FACTS, **fields: Any) -> NewDecision:
    dossier = examine(manifestation_changed(**fields), answer, previous=None, now=NOW, correlation_id=None)
    return NewDecision(dossier=dossier, answer=answer, cause=None)


def test_the_same_structure_has_one_id_by_whichever_number_the_register_ties_to_it() -> None:
    numbers = [{"siren": "999999014"}, {"siret": "99999901400015"}, {"rna": "W442000001"}]

    ids = {structure_id_of(decision(organiser=Organiser(name="Les Ateliers", **number))) for number in numbers}

    assert len(ids) == 1


def test_a_siret_and_its_siren_are_one_structure_even_without_the_register() -> None:
    by_siren = decision("unavailable", organiser=Organiser(name="A", siren="999999014"))
    by_siret = decision("unavailable", organiser=Organiser(name="B", siret="99999901400015"))

    assert structure_id_of(by_siren) == structure_id_of(by_siret)


def test_a_structure_is_verified_by_its_own_criterion_though_the_subject_waits() -> None:
    waiting = decision(content=content(themes=()))

    assert waiting.dossier.judgement.verdict == "to_review"
    assert is_verified(waiting.dossier)


@pytest.mark.parametrize("answer", ["not_found", "unavailable", replace(FACTS, legal_category="5710")])
def test_what_waits_or_is_refused_for_its_organiser_verifies_nothing(answer: Answer) -> None:
    assert not is_verified(decision(answer).dossier)


def test_a_withdrawal_verifies_nothing() -> None:
    assert not is_verified(decision(state="withdrawn").dossier)


def test_a_chambers_acceptance_verifies_what_no_register_knows() -> None:
    waiting = decision("not_found")
    accepted = replace(waiting.dossier, reasons=(*waiting.dossier.reasons, met("chamber", "accepted", "Oui.", {})))

    assert is_verified(accepted)


def test_the_region_is_that_of_the_seat_else_that_of_the_first_manifestation() -> None:
    unknown_seat = seen_again(None, decision("not_found", region_code="53"))

    assert seen_again(None, decision(region_code="53")).region_code == "52"
    assert unknown_seat.region_code == "53"
    assert seen_again(unknown_seat, decision("not_found", region_code="11")).region_code == "53"
    assert seen_again(unknown_seat, decision(region_code="11")).region_code == "52"


def test_themes_add_up_and_the_last_name_holds() -> None:
    first = seen_again(None, decision(content=content(themes=("sport",))))
    second = seen_again(
        first, decision(content=content(themes=("culture",)), organiser=Organiser(name="Neuf", siren="999999014"))
    )

    assert (("culture", "sport"), "Neuf") == (second.themes, second.name)
    assert second.verified_at == first.verified_at


@pytest.mark.parametrize(
    ("answer", "organiser", "family"),
    [
        (FACTS, Organiser(name="A", siren="999999014"), "association"),
        (replace(FACTS, legal_category="5710"), Organiser(name="A", siren="999999014"), "commercial"),
        (replace(FACTS, legal_category="7410"), Organiser(name="A", siren="999999014"), "collectivite"),
        (replace(FACTS, legal_category="8420"), Organiser(name="A", siren="999999014"), "association"),
        ("not_found", Organiser(name="A", rna="W442000001"), "association"),
        ("not_found", Organiser(name="A", uai="0350760L"), "enseignement"),
        ("not_found", Organiser(name="A", siren="999999014"), "association"),
    ],
)
def test_every_accepted_structure_has_a_family(answer: Answer, organiser: Organiser, family: str) -> None:
    assert family == seen_again(None, decision(answer, organiser=organiser)).legal_family
