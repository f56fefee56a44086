"""The shapes of the register's answers, as far as we read them; anything else in them is left where it is."""

import msgspec

from shared.text import one_line

MASKED = "[NON-DIFFUSIBLE]"
"""What the register writes where a value is not public; to us it is unknown."""


def public(value: str | None) -> str | None:
    """Return a value that may be shown, as text that a database can keep; None where there is none."""
    cleaned = one_line(value) if value else None
    return None if cleaned in {None, "", MASKED} else cleaned


class Establishment(msgspec.Struct, frozen=True):
    """One place of a legal unit."""

    siret: str | None = None
    commune: str | None = None
    """INSEE code."""
    region: str | None = None
    etat_administratif: str | None = None
    liste_uai: list[str | None] | str | None = None
    liste_enseignes: list[str | None] | str | None = None
    nom_commercial: str | None = None

    @property
    def names(self) -> list[str | None]:
        """What it is called in trade, and what is written over its door."""
        return [self.nom_commercial, *(self.liste_enseignes if isinstance(self.liste_enseignes, list) else [])]

    @property
    def schools(self) -> list[str]:
        """UAI codes attributed to this place."""
        return [uai for uai in self.liste_uai if uai] if isinstance(self.liste_uai, list) else []

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
        return public(self.complements.identifiant_association) if self.complements else None

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
    total_results: int | None = None


class Foundation(msgspec.Struct, frozen=True):
    """One result of a search in the register of foundations, which the same server answers."""

    numero_rnf: str | None = None
    denomination: str | None = None
    titre: str | None = None
    """What the name was called before."""
    siren: str | None = None


class Foundations(msgspec.Struct, frozen=True):
    """A page of foundations."""

    results: list[Foundation]
