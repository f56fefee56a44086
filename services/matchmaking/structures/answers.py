"""Structures as they are answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from services.matchmaking.structures.rules import Structure
from shared.contracts.eligibility import LegalFamily
from shared.contracts.vocabulary import documented


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureAnswer:
    """A structure that may take part in business meetings."""

    structure_id: UUID
    version: int
    name: str
    """As the register writes it; else as a chamber accepted it."""
    usual_name: str | None
    legal_family: Annotated[str, documented(LegalFamily)] | None
    region_code: str | None
    themes: tuple[str, ...]
    verified_until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureListAnswer:
    """A page of structures, in the order of names."""

    items: list[StructureAnswer]
    next: str | None


def structure_answer(structure: Structure) -> StructureAnswer:
    """Return a structure as it is answered."""
    return StructureAnswer(
        structure_id=structure.structure_id,
        version=structure.version,
        name=structure.name,
        usual_name=structure.usual_name,
        legal_family=structure.legal_family,
        region_code=structure.region_code,
        themes=structure.themes,
        verified_until=structure.verified_until,
    )
