"""What the register of structures knows, as far as eligibility looks at it; no address, nobody."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from shared.contracts.content import Organiser
from shared.geography import fold

NATURAL_PERSON = "1000"
"""Legal category of sole traders, whose number and name are personal data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFacts:
    """One legal unit. None means that the register does not say, or does not let it be known."""

    siren: str | None
    """None for a foundation that the register of foundations lists, and that of companies does not."""
    legal_category: str | None = None
    """Catégorie juridique, niveau III: 4 digits kept as text."""
    activity: str | None = None
    """APE with its dot: ``94.99Z``."""
    nomenclature: str = "NAFRev2"
    """Which list the APE is from, ``NAF2025`` or the one before: the register changes at the end of 2026."""
    state: Literal["A", "C"] | None = None
    """Active or ceased."""
    flagged_ess: bool | None = None
    """The register's own flag: wrong too often, both ways, to decide anything alone."""
    rna: str | None = None
    rnf: str | None = None
    """Number in the register of foundations, where it was asked for and is this unit's."""
    has_school: bool = False
    """An UAI is attributed to the unit or to one of its establishments."""
    is_school_asked_for: bool = False
    """One is attributed to the very establishment that was asked for, by its SIRET or by its UAI."""
    establishment_state: Literal["A", "F"] | None = None
    """Of that establishment: active or closed (*fermé*). None also where the unit was asked for as a whole."""
    region_code: str | None = None
    """INSEE code of the region of that establishment, else of the unit's seat."""
    seat_region_code: str | None = None
    """INSEE code of the region of the unit's seat, whichever establishment was asked for."""

    name: str | None = None
    """Of a legal person, as the register writes it; a natural person's is not read, nor what is not public."""
    other_names: tuple[str, ...] = ()
    """Its acronym, its trade name and what is written over its doors; of whoever has a name, and of nobody else."""
    usual_name: str | None = None
    """The one of these under which it is known: its trade name, else what is written over the door of its seat."""

    @property
    def is_legal_person(self) -> bool:
        """False for a natural person, and where the register does not say."""
        return self.legal_category not in {None, NATURAL_PERSON}


Unanswered = Literal["not_found", "unavailable", "no_identifier"]
"""The register knows nothing under this number; did not answer yet; or there is no number to ask for."""

Answer = RegisterFacts | Unanswered


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry:
    """An answer of the register, as it is kept for some days."""

    identifier: str
    facts: RegisterFacts | None
    """None where the register knows nothing under this identifier."""
    fetched_at: datetime


def identifier_of(organiser: Organiser) -> str | None:
    """Choose the number to ask the register for: the one that finds exactly, before those that need a search."""
    return organiser.siret or organiser.siren or organiser.rna or organiser.uai or organiser.rnf


def identifiers_of(organiser: Organiser) -> tuple[str, ...]:
    """Return all that the register is asked for: a foundation's number says more than its SIREN does."""
    return tuple(dict.fromkeys(each for each in (identifier_of(organiser), organiser.rnf) if each))


def identity_of(organiser: Organiser) -> str:
    """Name who organises, whatever else changes about it: ``siren:999999014``, or the name where there is no number."""
    if siren := organiser.siren or (organiser.siret or "")[:9]:
        return f"siren:{siren}"
    if organiser.rna:
        return f"rna:{organiser.rna}"
    if organiser.uai:
        return f"uai:{organiser.uai}"
    if organiser.rnf:
        return f"rnf:{organiser.rnf}"
    if entry := organiser.court_entry:
        return ":".join(("court", *(fold(part or "") for part in (entry.court, entry.volume, entry.folio))))
    return f"name:{' '.join(organiser.name.casefold().split())}"


def with_foundation(answer: Answer, foundation: Answer, rnf: str) -> Answer:
    """Add what the register of foundations says of a number that was given beside another.

    It counts where both are of one unit; where it is not there or of another, the facts go without it.
    """
    if not isinstance(answer, RegisterFacts):
        return answer
    if foundation == "unavailable":
        return "unavailable"
    same = isinstance(foundation, RegisterFacts) and answer.siren is not None and foundation.siren == answer.siren
    return replace(answer, rnf=rnf if same else None)
