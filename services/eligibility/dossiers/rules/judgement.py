"""What the rules make of a manifestation, and what people said of it before; pure."""

from dataclasses import dataclass

from services.eligibility.criteria.facts import Answer
from services.eligibility.criteria.reasons import not_met
from services.eligibility.criteria.rules import criteria, verdict
from services.eligibility.dossiers.rules.amendment import standing_word
from services.eligibility.dossiers.rules.appeal import Appeal, appealed
from services.eligibility.dossiers.rules.asked import open_question
from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.dossiers.rules.past import PastRuling
from services.eligibility.dossiers.rules.recognised import Recognition, answered
from services.eligibility.dossiers.rules.trusted import Record, is_trusted, trusting
from shared.contracts.eligibility import DecidedBy, Reason, Verdict
from shared.contracts.submission import EditionChanged, ManifestationChanged, State
from shared.contracts.vocabulary import known


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked beside the criteria."""

    doubts: tuple[Reason, ...]
    recognition: Recognition | None
    """What a chamber found the structure to be."""
    record: Record | None
    """What people decided of it, where it may be trusted."""
    appeal: Appeal | None
    """Of whoever would look again, where it would stay refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What comes of it."""

    decided_by: DecidedBy
    reasons: tuple[Reason, ...]
    verdict: Verdict
    appeal: Appeal | None = None


def judged(
    manifestation: ManifestationChanged,
    answer: Answer,
    edition: EditionChanged,
    previous: Dossier | None,
    asked: Asked,
) -> Judgement:
    """Judge it by the criteria, and by what a person said of an earlier version."""
    if is_withdrawn(manifestation):
        return Judgement(decided_by="organiser", reasons=(withdrawal_reason(),), verdict="withdrawn")
    ruling = previous.ruling if previous else None
    late = previous is not None and any(reason.code == "registered_late" for reason in previous.reasons)
    found = criteria(manifestation, answer, edition, late_before=late)
    question = open_question(previous.thread, manifestation) if previous else None
    if ruling is None:
        found = answered(found, asked.recognition, manifestation.organiser, answer)
        if asked.record is not None and not asked.doubts and is_trusted(asked.record, edition.trust):
            found = trusting(found, asked.record, manifestation.manifestation_id, edition.trust)
        by_criteria = _by_rules(found)
        if by_criteria.verdict == "refused":
            # What the rules refuse a chamber is not promised to look at, unless that is appealed.
            return _by_rules((*found, appealed(asked.appeal)), asked.appeal) if asked.appeal else by_criteria
        open_ = (*asked.doubts, *((question,) if question else ()))
        return _by_rules((*found, *open_)) if open_ else by_criteria
    if ruling.reason.outcome == "not_met" and asked.appeal:
        return _by_rules((*found, appealed(asked.appeal)), asked.appeal)
    word = _word(ruling, manifestation, edition, question)
    reasons = (*found, word)
    decided_by = ruling.decided_by if word == ruling.reason else "rules"
    return Judgement(decided_by=decided_by, reasons=reasons, verdict=verdict(reasons))


def is_withdrawn(manifestation: ManifestationChanged) -> bool:
    """Return True where the organiser took it back; a state that a later release named is judged as an amendment."""
    return known(manifestation.state, State, "amended") == "withdrawn"


def withdrawal_reason() -> Reason:
    """Say that the manifestation is no longer registered."""
    return not_met("registration", "withdrawn", "L’organisateur a retiré cette manifestation.", {})


def _word(
    ruling: PastRuling, manifestation: ManifestationChanged, edition: EditionChanged, question: Reason | None
) -> Reason:
    word = standing_word(ruling, manifestation, edition)
    # Who asked for changes after a refusal reads them, whatever they are.
    return question if question and word.outcome == "not_met" else word


def _by_rules(reasons: tuple[Reason, ...], appeal: Appeal | None = None) -> Judgement:
    return Judgement(decided_by="rules", reasons=reasons, verdict=verdict(reasons), appeal=appeal)
