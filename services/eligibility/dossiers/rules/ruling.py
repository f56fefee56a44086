"""What a moderator says, and the dossier after it; pure."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from services.eligibility.criteria.facts import Answer
from services.eligibility.criteria.reasons import met, not_met
from services.eligibility.criteria.rules import verdict
from services.eligibility.dossiers.rules.appeal import FINAL
from services.eligibility.dossiers.rules.correction import corrected_texts, corrections_in_words, with_corrections
from services.eligibility.dossiers.rules.dossier import WITHHELD, Dossier
from services.eligibility.dossiers.rules.past import PastRuling
from services.eligibility.dossiers.rules.publication import first_published_at, published_after
from services.eligibility.dossiers.rules.status import Status, facts_of, usual_status
from services.eligibility.dossiers.rules.thread import Line, with_line
from services.eligibility.structures.rules.identities import Identities
from services.eligibility.structures.rules.ties import CRITERION as ACCOUNT
from shared.contracts.edition import Ground
from shared.contracts.eligibility import CorrectedField, DecidedBy, Reason
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
    corrections: dict[CorrectedField, str] = field(default_factory=dict)
    """Of a yes: texts without their faults."""

    @property
    def told(self) -> str:
        """What the organiser reads: the grounds, then the chamber's own sentence."""
        return " ".join((*(ground.sentence for ground in self.grounds), self.message))


def ruled(
    dossier: Dossier,
    ruling: Ruling,
    *,
    decided_by: DecidedBy,
    answer: Answer,
    identities: Identities,
    now: datetime,
    correlation_id: str | None,
    account_id: str | None = None,
) -> Dossier:
    """Return the dossier after a person's word on what was judged last, which replaces an earlier one.

    ``identities`` say which structure the organiser is; ``account_id`` is the person's, None where that was forgotten.
    """
    # Whether the account speaks for the structure is settled by the same word.
    kept = [reason for reason in dossier.reasons if reason.criterion not in {"chamber", ACCOUNT, WITHHELD}]
    word = _chamber_reason(
        ruling,
        dossier.region_code,
        _status(dossier, ruling, at=now),
        is_last=dossier.appeal is not None and decided_by == "national",
    )
    reasons = (*kept, word)
    structure_id = identities.id_of(dossier.manifestation.organiser, answer)
    texts = corrected_texts(dossier.manifestation.content, ruling.corrections)
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
        ruling=PastRuling(
            # The version that submission makes of it says what was accepted.
            manifestation=with_corrections(dossier.manifestation, texts),
            reason=word,
            decided_by=decided_by,
            refused_by=_refused_by(dossier, ruling, account_id),
        ),
        decided_by=decided_by,
        decided_at=now,
        correlation_id=correlation_id,
        structure_id=structure_id,
        register_answer=answer,
        thread=with_line(
            dossier.thread,
            Line(
                kind="accepted" if ruling.verdict == "eligible" else "refused",
                by=decided_by,
                text=word.message,
                points=corrections_in_words(texts),
                judged_version=dossier.manifestation.version,
                at=now,
            ),
        ),
        appeal=None,
    )


def _refused_by(dossier: Dossier, ruling: Ruling, account_id: str | None) -> tuple[str, ...]:
    if ruling.verdict == "eligible" or account_id is None:
        return ()
    before = dossier.ruling.refused_by if dossier.ruling else ()
    return tuple(dict.fromkeys((*before, account_id)))


def _status(dossier: Dossier, ruling: Ruling, *, at: datetime) -> Status | None:
    """Return what a yes says of the organiser: for a time, where the register does not show it."""
    if ruling.verdict == "refused":
        return None
    return ruling.status or (None if dossier.register_shows_it else usual_status(at=at))


def _chamber_reason(ruling: Ruling, region_code: str | None, status: Status | None, *, is_last: bool) -> Reason:
    facts = {"region_code": region_code} if region_code else {"chamber": NATIONAL_TEAM}
    match ruling.verdict:
        case "eligible":
            return met("chamber", "accepted", ruling.message, facts | (facts_of(status) if status else {}))
        case "refused":
            grounds = {"motifs": ", ".join(ground.slug for ground in ruling.grounds)} if ruling.grounds else {}
            return not_met("chamber", FINAL if is_last else "refused", ruling.told, facts | grounds)
