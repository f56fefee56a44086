"""Structures of which more is known than one record says: two that are one, and those that a restore forgot; pure."""

from dataclasses import fields, replace
from datetime import datetime
from uuid import UUID

from services.eligibility.structures.rules.structure import Structure
from shared.contracts.eligibility import StructureVerified


def merged(gone: Structure, kept_id: UUID, kept: Structure | None) -> dict[UUID, Structure]:
    """Return both after one was merged into the other, which takes over what it does not know itself.

    Versions are not raised yet. Where only the one that goes was ever told, the other begins with what was told of it.
    """
    if gone.merged_into:
        return {}
    known = kept or replace(gone, structure_id=kept_id, version=0)
    stays = replace(
        known,
        usual_name=known.usual_name or gone.usual_name,
        legal_family=known.legal_family or gone.legal_family,
        region_code=known.region_code or gone.region_code,
        themes=tuple(sorted({*known.themes, *gone.themes})),
        siren=known.siren or gone.siren,
        verified_at=min(known.verified_at, gone.verified_at),
        replaces=tuple(sorted({*known.replaces, *gone.replaces, gone.structure_id})),
        ended=known.ended if gone.ended else None,
    )
    return {
        gone.structure_id: replace(gone, ended="merged", merged_into=kept_id, replaces=()),
        kept_id: stays,
    }


def as_told(event: StructureVerified) -> Structure:
    """Return a structure of which nothing is known but what was told."""
    return Structure(**{field.name: getattr(event, field.name) for field in fields(StructureVerified)})


def forgotten_end(structure_id: UUID, *, at: datetime) -> Structure:
    """Return a structure of which nothing is known but that its end was told: its version must go on growing."""
    return Structure(
        structure_id=structure_id,
        version=0,
        name="",
        legal_family=None,
        region_code=None,
        themes=(),
        siren=None,
        verified_at=at,
        ended="unverified",
    )
