"""Whose manifestations are published before a chamber has read them, and which of them it reads afterwards; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from services.eligibility.criteria.reasons import met
from services.eligibility.dossiers.rules.dossier import Dossier
from shared.contracts.edition import Trust
from shared.contracts.eligibility import Reason
from shared.french.typography import plural

ANSWERED = frozenset({"subject_to_check"})
"""What a chamber would read a text for. What a structure is, who asks for it, and what was refused or accepted before
and changed is no matter of trust."""
TRUSTED, SAMPLED = "trusted", "trusted_sampled"
HUNDRED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What people have decided of a structure."""

    accepted: int
    refused: int


def asks_for_trust(dossier: Dossier) -> bool:
    """Return True where trust would answer all that is open."""
    if dossier.verdict != "to_review" or dossier.ruling is not None:
        return False
    open_ = {reason.code for reason in dossier.reasons if reason.outcome == "unknown"}
    return bool(open_) and open_ <= ANSWERED


def is_trusted(record: Record, trust: Trust) -> bool:
    """Return True for enough accepted and none refused."""
    return trust.accepted > 0 and record.accepted >= trust.accepted and record.refused == 0


def trusting(reasons: Iterable[Reason], record: Record, manifestation_id: UUID, trust: Trust) -> tuple[Reason, ...]:
    """Return the criteria with what trust answers answered."""
    answer = _answer(record, is_sampled=in_sample(manifestation_id, trust))
    return tuple(answer if reason.code in ANSWERED else reason for reason in reasons)


def in_sample(manifestation_id: UUID, trust: Trust) -> bool:
    """Return True for the share that is read afterwards: by a hash, the same whoever asks and however often."""
    drawn = int.from_bytes(sha256(manifestation_id.bytes).digest()[:8], "big")
    return drawn % HUNDRED < trust.sample


def _answer(record: Record, *, is_sampled: bool) -> Reason:
    accepted = plural(record.accepted, "manifestation acceptée", "manifestations acceptées")
    message = f"Cet organisateur a {accepted} et aucune refusée : celle-ci est publiée sans lecture préalable."
    if is_sampled:
        message += " Elle fait partie de celles que la chambre relit ensuite."
    return met("subject", SAMPLED if is_sampled else TRUSTED, message, {"accepted": str(record.accepted)})
