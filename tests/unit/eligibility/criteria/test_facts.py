"""By which numbers an organiser is asked for and told from others, and what the register of foundations adds."""

from dataclasses import replace
from typing import Any

import pytest

from services.eligibility.criteria.facts import (
    Answer,
    RegisterFacts,
    identifier_of,
    identifiers_of,
    identity_of,
    with_foundation,
)
from shared.contracts.content import CourtEntry, Organiser

RNF = "092-FRUP-00061-08"
ENTRY = CourtEntry(court="Sélestat", volume="12", folio="34")
ALL = Organiser(
    name="Les Ateliers",
    siren="999999014",
    siret="99999901400015",
    rna="W442000001",
    uai="0350760L",
    rnf=RNF,
    court_entry=ENTRY,
)
UNIT = RegisterFacts(siren="999999014", legal_category="9300", rnf=RNF)


@pytest.mark.parametrize(
    ("left_out", "asked", "named"),
    [
        ((), "99999901400015", "siren:999999014"),
        (("siren",), "99999901400015", "siren:999999014"),
        (("siret",), "999999014", "siren:999999014"),
        (("siret", "siren"), "W442000001", "rna:W442000001"),
        (("siret", "siren", "rna"), "0350760L", "uai:0350760L"),
        (("siret", "siren", "rna", "uai"), RNF, f"rnf:{RNF}"),
        (("siret", "siren", "rna", "uai", "rnf"), None, "court:selestat:12:34"),
        (("siret", "siren", "rna", "uai", "rnf", "court_entry"), None, "name:les ateliers"),
    ],
)
def test_the_surest_number_is_asked_for_and_names_the_organiser(
    left_out: tuple[str, ...], asked: str | None, named: str
) -> None:
    nothing: dict[str, Any] = dict.fromkeys(left_out)
    organiser = replace(ALL, **nothing)

    assert (asked, named) == (identifier_of(organiser), identity_of(organiser))


def test_an_entry_at_a_court_is_the_same_however_it_is_written() -> None:
    written = Organiser(name="A", court_entry=CourtEntry(court=" SÉLESTAT", volume="12"))

    assert "court:selestat:12:" == identity_of(written)
    assert "name:un cercle" == identity_of(Organiser(name="  Un   Cercle "))


def test_a_foundations_number_is_asked_for_beside_another_and_once_alone() -> None:
    assert ("99999901400015", RNF) == identifiers_of(ALL)
    assert (RNF,) == identifiers_of(Organiser(name="A", rnf=RNF))
    assert ("999999014",) == identifiers_of(Organiser(name="A", siren="999999014"))
    assert () == identifiers_of(Organiser(name="A"))


@pytest.mark.parametrize(
    ("foundation", "rnf"),
    [
        (UNIT, RNF),
        (replace(UNIT, siren="999999022"), None),
        (replace(UNIT, siren=None), None),
        ("not_found", None),
        ("no_identifier", None),
    ],
)
def test_a_foundations_number_counts_where_both_are_of_one_unit(foundation: Answer, rnf: str | None) -> None:
    known = replace(UNIT, rnf=None)

    assert replace(known, rnf=rnf) == with_foundation(known, foundation, RNF)


def test_until_both_registers_have_answered_there_is_no_answer() -> None:
    assert "unavailable" == with_foundation(UNIT, "unavailable", RNF)
    assert ["not_found", "unavailable"] == [with_foundation(each, UNIT, RNF) for each in ("not_found", "unavailable")]
    nobody = replace(UNIT, siren=None, rnf=None)
    assert nobody == with_foundation(nobody, nobody, RNF)
