"""A dossier after decisions on it were forgotten by a restore: what a person had decided holds again; pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.dossiers.rules.examine import examine
from services.eligibility.dossiers.rules.ruling import Ruling, ruled
from services.eligibility.dossiers.rules.status import status_in
from services.eligibility.structures.rules.identities import Identities
from shared.contracts.eligibility import EligibilityDecided
from shared.contracts.submission import EditionChanged, ManifestationChanged

PEOPLE = ("chamber", "national")


def with_forgotten_ruling(
    dossier: Dossier,
    forgotten: Sequence[EligibilityDecided],
    edition: EditionChanged,
    *,
    identities: Identities,
    now: datetime,
) -> Dossier | None:
    """Return the dossier with the last word of a person among the forgotten decisions; None where there is none.

    A word that was said since the restore is newer, and holds.
    """
    spoken = [decision for decision in forgotten if _word(decision)]
    if not spoken or (dossier.decided_by in PEOPLE and dossier.decided_at > spoken[-1].decided_at):
        return None
    decision = spoken[-1]
    word = _word(decision)
    assert word is not None  # noqa: S101  it is among those that have one
    judged = _as_judged(decision, dossier.manifestation)
    published = decision.published
    after = ruled(
        replace(
            dossier,
            manifestation=judged,
            first_published_at=published.first_published_at if published else dossier.first_published_at,
        ),
        word,
        decided_by="national" if decision.decided_by == "national" else "chamber",
        answer=dossier.register_answer,
        identities=identities,
        now=decision.decided_at,
        correlation_id=dossier.correlation_id,
    )
    if dossier.manifestation.version <= judged.version:
        return after
    return examine(
        dossier.manifestation,
        dossier.register_answer,
        edition,
        previous=after,
        identities=identities,
        now=now,
        correlation_id=dossier.correlation_id,
    )


def _word(decision: EligibilityDecided) -> Ruling | None:
    """Return what a person said, where the decision was a person's."""
    if decision.decided_by not in PEOPLE:
        return None
    for reason in decision.reasons:
        if reason.criterion == "chamber" and reason.outcome in {"met", "not_met"}:
            return Ruling(
                verdict="eligible" if reason.outcome == "met" else "refused",
                message=reason.message,
                status=status_in(reason.facts),
            )
    return None


def _as_judged(decision: EligibilityDecided, present: ManifestationChanged) -> ManifestationChanged:
    """Return the manifestation that a decision was on; what a decision does not repeat is as it is now."""
    if decision.judged_version == present.version:
        return present
    # An appeal against this decision came after it, and waits for another one.
    later = present.appealed_decision is not None and present.appealed_decision >= decision.version
    return replace(
        present,
        appeal=None if later else present.appeal,
        appealed_decision=None if later else present.appealed_decision,
        version=decision.judged_version,
        organiser=decision.organiser,
        content=decision.content,
        edition=decision.edition,
    )
