"""From a manifestation and what is known of its organiser to the next state of its dossier; pure."""

from datetime import datetime

from services.eligibility.criteria.facts import Answer
from services.eligibility.criteria.reasons import not_met
from services.eligibility.criteria.rules import Judgement, chamber_word, criteria, keeps_decision, verdict
from services.eligibility.dossiers.dossier import Dossier
from shared.contracts.eligibility import DecidedBy, Reason
from shared.contracts.submission import ManifestationChanged

WITHDRAWN = Judgement(verdict="withdrawn", online=False, paper=False)


def examine(
    manifestation: ManifestationChanged,
    answer: Answer,
    *,
    previous: Dossier | None,
    now: datetime,
    correlation_id: str | None,
) -> Dossier:
    """Apply the rules; what a chamber said before stays where the amendment leaves alone what it judged."""
    decided_by: DecidedBy = "rules"
    if manifestation.state == "withdrawn":
        decided_by = "organiser"
        reasons: tuple[Reason, ...] = (withdrawn_by_organiser(),)
        judgement = WITHDRAWN
    else:
        word = _chamber_word(manifestation, previous)
        reasons = (*criteria(manifestation, answer), *([word] if word else []))
        judgement = verdict(reasons)
        if previous and word and word.outcome != "unknown":
            decided_by = previous.decided_by
    return Dossier(
        manifestation=manifestation,
        version=previous.version + 1 if previous else 1,
        judgement=judgement,
        reasons=reasons,
        decided_by=decided_by,
        decided_at=now,
        opened_at=previous.opened_at if previous else now,
        correlation_id=correlation_id,
    )


def withdrawn_by_organiser() -> Reason:
    """Close the dossier: the manifestation is no longer registered."""
    return not_met("registration", "withdrawn", "L’organisateur a retiré cette manifestation.", {})


def _chamber_word(manifestation: ManifestationChanged, previous: Dossier | None) -> Reason | None:
    if previous is None:
        return None
    refused = previous.judgement.verdict == "refused"
    kept = keeps_decision(previous.manifestation, manifestation, refused=refused)
    return chamber_word(previous.reasons, kept=kept)
