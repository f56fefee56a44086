"""What a moderator says, and the dossier after it; pure."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from services.eligibility.criteria.facts import Answer
from services.eligibility.criteria.reasons import met, not_met
from services.eligibility.criteria.rules import verdict
from services.eligibility.dossiers.rules.dossier import WITHHELD, Dossier, PastRuling
from services.eligibility.dossiers.rules.grounds import SENTENCES, Ground
from services.eligibility.dossiers.rules.publication import first_published_at, published_after
from services.eligibility.dossiers.rules.status import Status, facts_of, usual_status
from services.eligibility.structures.rules.identities import Identities
from services.eligibility.structures.rules.ties import CRITERION as ACCOUNT
from shared.contracts.eligibility import DecidedBy, Reason
from shared.editions.rules import NATIONAL_TEAM


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a moderator says."""

    verdict: Literal["eligible", "refused"]
    message: str
    """A sentence for the organiser."""
    status: Status | None = None
    """What was found of the organiser itself; None where the register shows it, or the usual holds."""
    grounds: tuple[Ground, ...] = ()
    """Of a refusal."""
    recognises_account: bool = True
    """A yes says too that the account speaks for the structure."""

    @property
    def told(self) -> str:
        """What the organiser reads: the grounds, then the chamber's own sentence."""
        return " ".join((*(SENTENCES[ground] for ground in self.grounds), self.message))


def ruled(
    dossier: Dossier,
    ruling: Ruling,
    *,
    decided_by: DecidedBy,
    answer: Answer,
    identities: Identities,
    now: datetime,
    correlation_id: str | None,
) -> Dossier:
    """Return the dossier after a person's word on what was judged last, which replaces an earlier one.

    ``identities`` say which structure the organiser is.
    """
    # Whether the account speaks for the structure is settled by the same word.
    kept = [reason for reason in dossier.reasons if reason.criterion not in {"chamber", ACCOUNT, WITHHELD}]
    word = _chamber_reason(ruling, dossier.region_code, _status(dossier, ruling, at=now))
    reasons = (*kept, word)
    structure_id = identities.id_of(dossier.manifestation.organiser, answer)
    published = published_after(
        verdict(reasons),
        manifestation=dossier.manifestation,
        region_code=dossier.region_code,
        structure_id=structure_id,
        previous=dossier,
        now=now,
    )
    return replace(
        dossier,
        version=dossier.version + 1,
        verdict=verdict(reasons),
        reasons=reasons,
        published=published,
        withheld=None,
        first_published_at=first_published_at(published, dossier),
        ruling=PastRuling(manifestation=dossier.manifestation, reason=word, decided_by=decided_by),
        decided_by=decided_by,
        decided_at=now,
        correlation_id=correlation_id,
        structure_id=structure_id,
        register_answer=answer,
    )


def _status(dossier: Dossier, ruling: Ruling, *, at: datetime) -> Status | None:
    """Return what a yes says of the organiser: for a time, where the register does not show it."""
    if ruling.verdict == "refused":
        return None
    return ruling.status or (None if dossier.register_shows_it else usual_status(at=at))


def _chamber_reason(ruling: Ruling, region_code: str | None, status: Status | None) -> Reason:
    facts = {"region_code": region_code} if region_code else {"chamber": NATIONAL_TEAM}
    match ruling.verdict:
        case "eligible":
            return met("chamber", "accepted", ruling.message, facts | (facts_of(status) if status else {}))
        case "refused":
            grounds = {"motifs": ", ".join(ruling.grounds)} if ruling.grounds else {}
            return not_met("chamber", "refused", ruling.told, facts | grounds)
