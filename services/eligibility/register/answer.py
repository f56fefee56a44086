"""What the register answers, as far as we read it: leaders, elected people, sole traders' names never enter."""

from collections.abc import Sequence
from typing import Any, Literal, TypeVar

import msgspec

from services.eligibility.criteria.activities import nomenclature_of
from services.eligibility.criteria.facts import NATURAL_PERSON, RegisterFacts
from services.eligibility.register.shapes import (
    Complements,
    Foundation,
    Foundations,
    LegalUnit,
    Results,
    public,
)

T = TypeVar("T")

PUBLIC = "O"
"""State of what may be shown; ``P`` is of whoever asked not to be."""
SIREN_DIGITS = 9


class NoAnswer(Exception):
    """What came is no answer of this register."""


def is_rnf(identifier: str) -> bool:
    """Return True for a number of the register of foundations, which has hyphens."""
    return "-" in identifier


def question(identifier: str) -> tuple[str, dict[str, str]]:
    """Return path and parameters of the search for a number, asking only for the parts that we read."""
    if is_rnf(identifier):
        return "/fondation", {"q": identifier}
    asked = "q" if identifier.isdecimal() or identifier.startswith("W") else "id_uai"
    return "/search", {asked: identifier, "minimal": "true", "include": "siege,complements,matching_etablissements"}


def read(identifier: str, body: bytes) -> RegisterFacts | None:
    """Return the facts about the unit that has this identifier, None where no result has it.

    A search by RNA or RNF number is one for text, which others may match: only the same number counts. Raises
    ``NoAnswer``, whatever it is that came.
    """
    if is_rnf(identifier):
        return _foundation(identifier, decoded(body, Foundations).results)
    results = decoded(body, Results).results
    unit = next((unit for unit in results if _has(unit, identifier)), None)
    return facts_of(unit, identifier) if unit else None


def decoded(body: bytes, shape: type[T]) -> T:
    """Return an answer as the shapes have it; raises ``NoAnswer``."""
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        # The latter two for bytes that are no text, and for brackets within brackets without end.
        raise NoAnswer(f"{type(error).__name__}: {error}"[:200]) from error


def _foundation(identifier: str, results: Sequence[Foundation]) -> RegisterFacts | None:
    listed = next((each for each in results if each.numero_rnf == identifier), None)
    if listed is None:
        return None
    siren = listed.siren if listed.siren and is_siren(listed.siren) else None
    name = public(listed.denomination) or public(listed.titre)
    return RegisterFacts(siren=siren, rnf=identifier, name=name)


def is_siren(text: str) -> bool:
    """Return True for nine digits."""
    return text.isascii() and text.isdecimal() and len(text) == SIREN_DIGITS


def _has(unit: LegalUnit, identifier: str) -> bool:
    if identifier.isdecimal():
        return unit.siren == identifier[:SIREN_DIGITS]
    return is_siren(unit.siren) and (identifier == unit.rna or identifier in unit.schools)


def facts_of(unit: LegalUnit, identifier: str) -> RegisterFacts:
    """Return the facts about a unit, and about the establishment that bears the identifier."""
    complements = unit.complements or Complements()
    category = public(unit.nature_juridique)
    activity = public(unit.activite_principale) or public(unit.activite_principale_naf25)
    asked_for = next((place for place in unit.places if place.bears(identifier)), None)
    seat_region = public(unit.siege.region) if unit.siege else None
    return RegisterFacts(
        siren=unit.siren,
        **_names(unit, category),
        legal_category=category,
        activity=activity,
        nomenclature=nomenclature_of(activity or ""),
        state=_unit_state(unit.etat_administratif),
        flagged_ess=complements.est_ess,
        rna=unit.rna,
        has_school=bool(complements.est_uai or unit.schools),
        is_school_asked_for=any(place.schools for place in unit.places if place.bears(identifier)),
        establishment_state=_place_state(asked_for.etat_administratif) if asked_for else None,
        region_code=(public(asked_for.region) if asked_for else None) or seat_region,
        seat_region_code=seat_region,
    )


def _names(unit: LegalUnit, category: str | None) -> dict[str, Any]:
    """Return what a legal person is called; nothing of a natural one, nor of whoever asked not to be shown."""
    name = public(unit.nom_raison_sociale)
    if name is None or category in {None, NATURAL_PERSON} or unit.statut_diffusion not in {None, PUBLIC}:
        return {}
    seat = [called for called in (unit.siege.names if unit.siege else []) if public(called)]
    others = [unit.sigle, *seat, *(called for place in unit.places for called in place.names)]
    return {
        "name": name,
        "other_names": tuple(dict.fromkeys(known for called in others if (known := public(called)))),
        "usual_name": public(seat[0]) if seat else None,
    }


def _unit_state(state: str | None) -> Literal["A", "C"] | None:
    return "A" if state == "A" else "C" if state == "C" else None


def _place_state(state: str | None) -> Literal["A", "F"] | None:
    return "A" if state == "A" else "F" if state == "F" else None
