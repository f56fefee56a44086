"""The last decision on a manifestation, in the words of this service."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from services.submission.places.rules.naming import NamedPlace, named_places
from shared.contracts.eligibility import EligibilityDecided, Outcome, Reason, Said, Verdict
from shared.contracts.vocabulary import known


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedVersion:
    """What readers may see of a manifestation now."""

    judged_version: int
    """The version of the manifestation that was approved."""
    region_code: str | None
    paper: bool
    places: tuple[NamedPlace, ...] = ()
    """Where it takes place, for the register of places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDecision:
    """The last decision that became known."""

    manifestation_id: UUID
    version: int
    judged_version: int
    verdict: Verdict
    reasons: tuple[Reason, ...]
    region_code: str | None
    """Whose chamber decides; None where the national team does."""
    published: PublishedVersion | None
    decided_at: datetime
    said: tuple[Said, ...] = ()
    """What people have told the organiser so far, the first one first."""


def asked_of(decision: LastDecision, version: int) -> Said | None:
    """Return what the organiser is asked to change in this version; None where nothing is."""
    last = decision.said[-1] if decision.said else None
    return last if last and last.kind == "changes_requested" and last.judged_version >= version else None


def is_final(reasons: Iterable[Reason]) -> bool:
    """Return True for a refusal that the last who may look at it again has confirmed."""
    return any(reason.code == "refused_finally" for reason in reasons)


def last_decision_of(event: EligibilityDecided) -> LastDecision:
    """Return what is kept of a decision; a word that a later release named is one that somebody looks into."""
    published = event.published
    return LastDecision(
        manifestation_id=event.manifestation_id,
        version=event.version,
        judged_version=event.judged_version,
        verdict=known(event.verdict, Verdict, "to_review"),
        reasons=tuple(replace(reason, outcome=known(reason.outcome, Outcome, "unknown")) for reason in event.reasons),
        region_code=event.region_code,
        published=PublishedVersion(
            judged_version=published.judged_version,
            region_code=published.region_code,
            paper=published.paper,
            places=named_places(published.content),
        )
        if published
        else None,
        decided_at=event.decided_at,
        said=event.said,
    )
