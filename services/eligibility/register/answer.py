"""What the register answers, as far as we read it: leaders, elected people, sole traders' names never enter."""

from typing import Any, Literal

import msgspec

from services.eligibility.criteria.activities import nomenclature_of
from services.eligibility.criteria.facts import NATURAL_PERSON, RegisterFacts
from shared.text import one_line

MASKED = "[NON-DIFFUSIBLE]"
"""What the register writes where a value is not public; to us it is unknown."""
PUBLIC = "O"
"""State of what may be shown; ``P`` is of whoever asked not to be."""
SIREN_DIGITS = 9


class Establishment(msgspec.Struct, frozen=True):
    """One place of a legal unit."""

    siret: str | None = None
    region: str | None = None
    etat_administratif: str | None = None
    liste_uai: list[str] | str | None = None
    liste_enseignes: list[str] | str | None = None
    nom_commercial: str | None = None

    @property
    def names(self) -> list[str | None]:
        """What it is called in trade, and what is written over its door."""
        return [self.nom_commercial, *(self.liste_enseignes if isinstance(self.liste_enseignes, list) else [])]

    @property
    def schools(self) -> list[str]:
        """UAI codes attributed to this place."""
        return self.liste_uai if isinstance(self.liste_uai, list) else []

    def bears(self, identifier: str) -> bool:
        """Return True for a SIRET or an UAI of this very place."""
        return identifier in {self.siret, *self.schools}


class Complements(msgspec.Struct, frozen=True):
    """What other registers say about the unit."""

    est_ess: bool | None = None
    identifiant_association: str | None = None
    est_uai: bool | None = None


class LegalUnit(msgspec.Struct, frozen=True):
    """One result of a search."""

    siren: str
    nom_raison_sociale: str | None = None
    sigle: str | None = None
    statut_diffusion: str | None = None
    nature_juridique: str | None = None
    activite_principale: str | None = None
    activite_principale_naf25: str | None = None
    """For a time beside the former, which then takes its place."""
    etat_administratif: str | None = None
    siege: Establishment | None = None
    matching_etablissements: list[Establishment] | None = None
    complements: Complements | None = None

    @property
    def rna(self) -> str | None:
        """Number in the register of associations."""
        return _public(self.complements.identifiant_association) if self.complements else None

    @property
    def schools(self) -> set[str]:
        """UAI codes that this answer shows."""
        return {uai for place in self.places for uai in place.schools}

    @property
    def places(self) -> list[Establishment]:
        """Establishments that this answer shows."""
        return [*(self.matching_etablissements or []), *([self.siege] if self.siege else [])]


class Results(msgspec.Struct, frozen=True):
    """A page of results."""

    results: list[LegalUnit]


class NoAnswer(Exception):
    """What came is no answer of this register."""


def query(identifier: str) -> dict[str, str]:
    """Return the search for a SIREN, SIRET, RNA number or UAI code, asking only for the parts that we read."""
    asked = "q" if identifier.isdecimal() or identifier.startswith("W") else "id_uai"
    return {asked: identifier, "minimal": "true", "include": "siege,complements,matching_etablissements"}


def read(identifier: str, body: bytes) -> RegisterFacts | None:
    """Return the facts about the unit that has this identifier, None where no result has it.

    A search by RNA number is one for text, which others may match: only the same number counts. Raises ``NoAnswer``,
    whatever it is that came.
    """
    try:
        results = msgspec.json.decode(body, type=Results).results
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        # The latter two for bytes that are no text, and for brackets within brackets without end.
        raise NoAnswer(f"{type(error).__name__}: {error}"[:200]) from error
    unit = next((unit for unit in results if _has(unit, identifier)), None)
    return _facts(unit, identifier) if unit else None


def _has(unit: LegalUnit, identifier: str) -> bool:
    if identifier.isdecimal():
        return unit.siren == identifier[:SIREN_DIGITS]
    is_siren = unit.siren.isascii() and unit.siren.isdecimal() and len(unit.siren) == SIREN_DIGITS
    return is_siren and (identifier == unit.rna or identifier in unit.schools)


def _facts(unit: LegalUnit, identifier: str) -> RegisterFacts:
    complements = unit.complements or Complements()
    category = _public(unit.nature_juridique)
    activity = _public(unit.activite_principale) or _public(unit.activite_principale_naf25)
    asked_for = next((place for place in unit.places if place.bears(identifier)), None)
    seat_region = _public(unit.siege.region) if unit.siege else None
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
        region_code=(_public(asked_for.region) if asked_for else None) or seat_region,
        seat_region_code=seat_region,
    )


def _names(unit: LegalUnit, category: str | None) -> dict[str, Any]:
    """Return what a legal person is called; nothing of a natural one, nor of whoever asked not to be shown."""
    name = _public(unit.nom_raison_sociale)
    if name is None or category in {None, NATURAL_PERSON} or unit.statut_diffusion not in {None, PUBLIC}:
        return {}
    seat = [called for called in (unit.siege.names if unit.siege else []) if _public(called)]
    others = [unit.sigle, *seat, *(called for place in unit.places for called in place.names)]
    return {
        "name": name,
        "other_names": tuple(dict.fromkeys(known for called in others if (known := _public(called)))),
        "usual_name": _public(seat[0]) if seat else None,
    }


def _unit_state(state: str | None) -> Literal["A", "C"] | None:
    return "A" if state == "A" else "C" if state == "C" else None


def _place_state(state: str | None) -> Literal["A", "F"] | None:
    return "A" if state == "A" else "F" if state == "F" else None


def _public(value: str | None) -> str | None:
    cleaned = one_line(value) if value else None
    return None if cleaned in {None, "", MASKED} else cleaned
