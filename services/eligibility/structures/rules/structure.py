"""What is known of a verified structure, and how it is told; pure."""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from services.eligibility.criteria.facts import Answer, RegisterFacts
from services.eligibility.criteria.families import family_of
from services.eligibility.criteria.names import names_agree
from shared.contracts.eligibility import LegalFamily, StructureVerified
from shared.geography import region
from shared.observability.context import Cause

Ended = Literal["merged", "unverified", "expired", "ceased"]
"""Why a structure is no longer told: it goes by another id; no manifestation verifies it any more; the ruling that did
is over; the register says that it has ceased."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure(StructureVerified):
    """A structure as it is told, or was told before it ended."""

    ended: Ended | None = None
    merged_into: UUID | None = None
    """The id that it goes by."""

    def told(self) -> StructureVerified:
        """Return what others may know."""
        return StructureVerified(**{field.name: getattr(self, field.name) for field in fields(StructureVerified)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """An organiser whose right to take part was just established, with what is known of it."""

    structure_id: UUID
    answer: Answer
    """What the register says of it."""
    accepted_name: str | None
    """Under which a chamber accepted it; None where no chamber did."""
    region_code: str | None
    """Of the manifestation."""
    themes: tuple[str, ...]
    decided_at: datetime
    ruled_family: LegalFamily | None = None
    """That a chamber found on proof: a SCOP in the form of a SAS is a coopérative, and the register cannot tell."""
    verified_until: datetime | None = None
    """When it ends; None where nothing ends it."""
    cause: Cause | None
    """The record that led to it; None where the request at hand did."""

    @property
    def name(self) -> str | None:
        """The register's, else the one that a chamber read; what an organiser types alone names nobody."""
        facts = self.answer if isinstance(self.answer, RegisterFacts) else None
        return (facts and facts.name) or self.accepted_name


def _family(known: Structure, verification: Verification, facts: RegisterFacts | None) -> str | None:
    """Return the family that a ruling names, else the register's; a company that was ruled to be more stays so."""
    shown = family_of(facts) if facts else known.legal_family
    if verification.ruled_family:
        return verification.ruled_family
    return known.legal_family if known.legal_family and shown == "commercial" else shown


def seen_again(known: Structure | None, verification: Verification) -> Structure | None:
    """Return the structure as this shows it, on top of what was known; its version is not raised yet.

    Its region is that of its seat, else that of the first manifestation; its themes add up over manifestations.
    None where it is new and nobody who may has named it yet.
    """
    facts = verification.answer if isinstance(verification.answer, RegisterFacts) else None
    seat = region(facts.seat_region_code or "") if facts else None
    name = verification.name or (known and known.name)
    # What was merged goes by another id: whoever still has the old one is led there.
    if not name or (known and known.merged_into):
        return None
    if known is None:
        known = Structure(
            structure_id=verification.structure_id,
            version=0,
            name=name,
            legal_family=None,
            region_code=verification.region_code,
            themes=(),
            siren=None,
            verified_at=verification.decided_at,
            verified_until=verification.verified_until,
        )
    seen: dict[str, Any] = {
        "name": name,
        "usual_name": _usual_name(facts, verification.accepted_name) or known.usual_name,
        "legal_family": _family(known, verification, facts),
        "region_code": seat.code if seat else known.region_code,
        "themes": tuple(sorted({*known.themes, *verification.themes})),
        "siren": facts.siren if facts and facts.is_legal_person else known.siren,
        "ended": "ceased" if known.ended == "ceased" and not (facts and facts.state == "A") else None,
    }
    # Most show nothing new, and a copy is dearer than a look at each.
    return known if all(getattr(known, field) == value for field, value in seen.items()) else replace(known, **seen)


def _usual_name(facts: RegisterFacts | None, accepted: str | None) -> str | None:
    """Return the name under which it is known: by the register, else one that a chamber accepted beside its name."""
    if facts is None or facts.name is None:
        return None
    if facts.usual_name:
        return facts.usual_name
    return accepted if accepted and not names_agree(accepted, [facts.name]) else None
