"""Which structure a verified organiser is, and how it is told; pure."""

import hmac
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from services.eligibility.criteria.facts import Answer, RegisterFacts, identity_of
from services.eligibility.criteria.families import family_of
from services.eligibility.criteria.names import names_agree
from shared.contracts.content import Organiser
from shared.contracts.eligibility import StructureVerified
from shared.geography import region
from shared.observability.context import Cause

UUID_BYTES = 16


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
    cause: Cause | None
    """The record that led to it; None where the request at hand did."""

    @property
    def name(self) -> str | None:
        """The register's, else the one that a chamber read; what an organiser types alone names nobody."""
        facts = self.answer if isinstance(self.answer, RegisterFacts) else None
        return (facts and facts.name) or self.accepted_name


def structure_id_of(organiser: Organiser, answer: Answer, *, secret: bytes) -> UUID:
    """Return the id, the same by whichever number the structure was given, where the register ties them together.

    It is public, and nine digits can be found again by trying them all: without the secret nobody can try. A natural
    person's is made of the name.
    """
    if not isinstance(answer, RegisterFacts):
        identity = identity_of(organiser)
    elif answer.is_legal_person:
        identity = f"siren:{answer.siren}"
    else:
        identity = identity_of(Organiser(name=organiser.name))
    return UUID(bytes=hmac.digest(secret, identity.encode(), "sha256")[:UUID_BYTES], version=4)


def seen_again(known: StructureVerified | None, verification: Verification) -> StructureVerified | None:
    """Return the structure as this shows it, on top of what was known; its version is not raised yet.

    Its region is that of its seat, else that of the first manifestation; its themes add up over manifestations.
    None where it is new and nobody who may has named it yet.
    """
    facts = verification.answer if isinstance(verification.answer, RegisterFacts) else None
    seat = region(facts.seat_region_code or "") if facts else None
    name = verification.name or (known and known.name)
    if not name:
        return None
    if known is None:
        known = StructureVerified(
            structure_id=verification.structure_id,
            version=0,
            name=name,
            legal_family=None,
            region_code=verification.region_code,
            themes=(),
            siren=None,
            verified_at=verification.decided_at,
        )
    return replace(
        known,
        name=name,
        usual_name=_usual_name(facts, verification.accepted_name) or known.usual_name,
        legal_family=family_of(facts) if facts else known.legal_family,
        region_code=seat.code if seat else known.region_code,
        themes=tuple(sorted({*known.themes, *verification.themes})),
        siren=facts.siren if facts and facts.is_legal_person else known.siren,
    )


def _usual_name(facts: RegisterFacts | None, accepted: str | None) -> str | None:
    """Return the name under which it is known: by the register, else one that a chamber accepted beside its name."""
    if facts is None or facts.name is None:
        return None
    if facts.usual_name:
        return facts.usual_name
    return accepted if accepted and not names_agree(accepted, [facts.name]) else None
