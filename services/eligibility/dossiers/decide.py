"""Use case: a chamber, or the national team, accepts or refuses; it may change its mind later."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

from services.eligibility.criteria.reasons import met, not_met
from services.eligibility.criteria.rules import verdict
from services.eligibility.dossiers.dossier import Dossier, NewDecision
from services.eligibility.dossiers.errors import AlreadyWithdrawn, dossier_unknown
from services.eligibility.dossiers.record import record
from services.eligibility.dossiers.store import lock_dossiers
from services.eligibility.register.look_up import answers
from shared.contracts.eligibility import Reason
from shared.http.access import Caller, require_region
from shared.http.conditional import require_version
from shared.observability.context import correlation_id
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a moderator says."""

    verdict: Literal["eligible", "refused"]
    message: str
    """A sentence for the organiser."""


async def decide(tx: Tx, *, manifestation_id: UUID, ruling: Ruling, caller: Caller, based_on: int) -> Dossier:
    """Record a decision that is based on version ``based_on`` of the one in force.

    Raises ``DossierUnknown``, ``NotAllowed`` for another region's moderator, ``VersionChanged``, ``AlreadyWithdrawn``.
    """
    dossier = (await lock_dossiers(tx, [manifestation_id])).get(manifestation_id)
    if dossier is None:
        raise dossier_unknown()
    require_region(caller, dossier.manifestation.region_code)
    require_version(based_on, dossier.version)
    if dossier.judgement.verdict == "withdrawn":
        raise AlreadyWithdrawn("L’organisateur a retiré cette manifestation : il n’y a plus rien à décider.")
    decided = _after(dossier, ruling, caller)
    [answer] = await answers(tx, [dossier.manifestation.organiser])
    await record(tx, [NewDecision(dossier=decided, answer=answer, cause=None, key_id=caller.key_id)])
    return decided


def _after(dossier: Dossier, ruling: Ruling, caller: Caller) -> Dossier:
    kept = [reason for reason in dossier.reasons if reason.criterion != "chamber"]
    reasons = (*kept, _chamber_reason(ruling, dossier.manifestation.region_code))
    return replace(
        dossier,
        version=dossier.version + 1,
        judgement=verdict(reasons),
        reasons=reasons,
        decided_by="national" if caller.role == "national" else "chamber",
        decided_at=datetime.now(UTC),
        correlation_id=correlation_id.get(),
    )


def _chamber_reason(ruling: Ruling, region_code: str) -> Reason:
    facts = {"region_code": region_code}
    match ruling.verdict:
        case "eligible":
            return met("chamber", "accepted", ruling.message, facts)
        case "refused":
            return not_met("chamber", "refused", ruling.message, facts)
