"""What the register answers, as far as we read it: leaders, elected people, sole traders' names never enter."""

from typing import Literal

import msgspec

from services.eligibility.criteria.facts import NATURAL_PERSON, RegisterFacts

MASKED = "[NON-DIFFUSIBLE]"
"""What the register writes where a value is not public; to us it is unknown."""


class Establishment(msgspec.Struct, frozen=True):
    """One place of a legal unit."""

    region: str | None = None
    liste_uai: list[str] | str | None = None

    @property
    def schools(self) -> list[str]:
        """UAI codes attributed to this place."""
        return self.liste_uai if isinstance(self.liste_uai, list) else []


class Complements(msgspec.Struct, frozen=True):
    """What other registers say about the unit."""

    est_ess: bool | None = None
    identifiant_association: str | None = None
    est_uai: bool | None = None


class LegalUnit(msgspec.Struct, frozen=True):
    """One result of a search."""

    siren: str
    nom_raison_sociale: str | None = None
    nature_juridique: str | None = None
    activite_principale: str | None = None
    etat_administratif: str | None = None
    siege: Establishment | None = None
    matching_etablissements: list[Establishment] = []
    complements: Complements | None = None

    @property
    def rna(self) -> str | None:
        """Number in the register of associations."""
        return _public(self.complements.identifiant_association) if self.complements else None

    @property
    def schools(self) -> set[str]:
        """UAI codes that this answer shows."""
        places = [*self.matching_etablissements, *([self.siege] if self.siege else [])]
        return {uai for place in places for uai in place.schools}


class Results(msgspec.Struct, frozen=True):
    """A page of results."""

    results: list[LegalUnit]


def query(identifier: str) -> dict[str, str]:
    """Return the search for a SIREN, SIRET, RNA number or UAI code, asking only for the parts that we read."""
    asked = "q" if identifier.isdecimal() or identifier.startswith("W") else "id_uai"
    return {asked: identifier, "minimal": "true", "include": "siege,complements,matching_etablissements"}


def read(identifier: str, body: bytes) -> RegisterFacts | None:
    """Return the facts about the unit that has this identifier, None where no result has it.

    A search by RNA number is one for text, which others may match: only the same number counts. Raises
    ``msgspec.DecodeError`` for what is no answer of this register.
    """
    results = msgspec.json.decode(body, type=Results).results
    unit = next((unit for unit in results if _has(unit, identifier)), None)
    return _facts(unit) if unit else None


def _has(unit: LegalUnit, identifier: str) -> bool:
    if identifier.isdecimal():
        return unit.siren == identifier[:9]
    return identifier == unit.rna or identifier in unit.schools


def _facts(unit: LegalUnit) -> RegisterFacts:
    complements = unit.complements or Complements()
    state = unit.etat_administratif
    known: Literal["A", "C"] | None = "A" if state == "A" else "C" if state == "C" else None
    category = _public(unit.nature_juridique)
    return RegisterFacts(
        siren=unit.siren,
        name=None if category in {None, NATURAL_PERSON} else _public(unit.nom_raison_sociale),
        legal_category=category,
        activity=_public(unit.activite_principale),
        state=known,
        flagged_ess=complements.est_ess,
        rna=unit.rna,
        has_school=bool(complements.est_uai or unit.schools),
        region_code=_public(unit.siege.region) if unit.siege else None,
    )


def _public(value: str | None) -> str | None:
    return None if value in {None, "", MASKED} else value
