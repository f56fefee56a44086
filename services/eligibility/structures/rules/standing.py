"""Whether a structure is told, by what verifies it; pure."""

from dataclasses import dataclass, replace
from datetime import datetime

from services.eligibility.structures.rules.structure import Structure


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the manifestations that verify a structure say together."""

    stands: bool
    """One of them does so now; False where each rests on a ruling that is over."""
    until: datetime | None
    """When the last one ends; None where one rests on the register, which ends nothing."""


def with_standing(structure: Structure, evidence: Evidence | None) -> Structure:
    """Return the structure as it is to be told; None is no evidence at all. The version is not raised yet.

    What the register calls ceased stays so until it says otherwise, and what was merged goes by another id.
    """
    if structure.ended in {"merged", "ceased"}:
        return structure
    if evidence and evidence.stands:
        return replace(structure, ended=None, verified_until=evidence.until)
    return structure if structure.ended else replace(structure, ended="expired" if evidence else "unverified")


def ceased(structure: Structure) -> Structure:
    """Return the structure after the register said that it has ceased."""
    return structure if structure.ended else replace(structure, ended="ceased")
