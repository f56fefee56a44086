"""A structure as chambers see it: what was told, by which numbers it is known, and which ids it has had."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from services.eligibility.structures.rules.structure import Structure
from services.eligibility.structures.rules.ties import Tie
from services.eligibility.structures.store.history import Merge
from shared.contracts.eligibility import LegalFamily
from shared.contracts.vocabulary import documented
from shared.http.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureAnswer:
    """A structure, or what is left of one that is no longer told."""

    structure_id: UUID
    version: int
    name: str
    usual_name: str | None
    legal_family: Annotated[str, documented(LegalFamily)] | None
    region_code: str | None
    themes: tuple[str, ...]
    siren: str | None
    verified_at: datetime
    verified_until: datetime | None
    ended: str | None
    """Why it is no longer told; null while it is: ``merged``, ``unverified``, ``expired``, ``ceased``."""
    merged_into: UUID | None
    numbers: tuple[str, ...]
    """Each with its kind: ``siren:999999014``."""
    merges: tuple[Merge, ...]
    """Every id that was found to be of this structure, the first one first."""
    ties: tuple[Tie, ...]
    """Accounts that speak for it, and those that did."""
    links: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingStructure:
    """A structure whose last ruling ends soon; a chamber that accepts another of its manifestations puts that off."""

    structure_id: UUID
    name: str
    region_code: str | None
    verified_until: datetime | None
    links: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingAnswer:
    """A page of them, the next to end first."""

    items: list[EndingStructure]
    next: str | None


def ending_answer(site: Site, structures: Sequence[Structure], following: str | None) -> EndingAnswer:
    """Return a page as it is answered."""
    items = [
        EndingStructure(
            structure_id=structure.structure_id,
            name=structure.usual_name or structure.name,
            region_code=structure.region_code,
            verified_until=structure.verified_until,
            links={"self": site.absolute(f"/structures/{structure.structure_id}")},
        )
        for structure in structures
    ]
    return EndingAnswer(items=items, next=following)


def structure_answer(
    site: Site, structure: Structure, *, numbers: tuple[str, ...], merges: tuple[Merge, ...], ties: tuple[Tie, ...]
) -> StructureAnswer:
    """Return a structure as it is answered."""
    links = {"self": site.absolute(f"/structures/{structure.structure_id}")}
    if structure.merged_into:
        links["merged_into"] = site.absolute(f"/structures/{structure.merged_into}")
    return StructureAnswer(
        structure_id=structure.structure_id,
        version=structure.version,
        name=structure.name,
        usual_name=structure.usual_name,
        legal_family=structure.legal_family,
        region_code=structure.region_code,
        themes=structure.themes,
        siren=structure.siren,
        verified_at=structure.verified_at,
        verified_until=structure.verified_until,
        ended=structure.ended,
        merged_into=structure.merged_into,
        numbers=numbers,
        merges=merges,
        ties=ties,
        links=links,
    )
