"""A dossier: a manifestation as it was judged last, and the decision on it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.eligibility.criteria.facts import Answer
from services.eligibility.criteria.rules import Judgement
from shared.contracts.eligibility import DecidedBy, EligibilityDecided, Reason
from shared.contracts.submission import ManifestationChanged
from shared.observability.context import Cause


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The current state; each change of it is one decision, with the next version."""

    manifestation: ManifestationChanged
    version: int
    """Of the decision."""
    judgement: Judgement
    reasons: tuple[Reason, ...]
    decided_by: DecidedBy
    decided_at: datetime
    opened_at: datetime
    """When the manifestation was first heard of: the chamber's queue is in this order."""
    correlation_id: str | None

    @property
    def manifestation_id(self) -> UUID:
        """Key of the dossier, of its manifestation and of every decision on it."""
        return self.manifestation.manifestation_id

    @property
    def awaits_register(self) -> bool:
        """True while the register's answer may settle it without a person."""
        codes = {reason.code for reason in self.reasons}
        return self.judgement.verdict == "to_review" and "register_unavailable" in codes

    def decided(self) -> EligibilityDecided:
        """Return the decision as it is told."""
        return EligibilityDecided(
            manifestation_id=self.manifestation_id,
            version=self.version,
            judged_version=self.manifestation.version,
            verdict=self.judgement.verdict,
            reasons=self.reasons,
            online=self.judgement.online,
            paper=self.judgement.paper,
            edition=self.manifestation.edition,
            region_code=self.manifestation.region_code,
            decided_by=self.decided_by,
            decided_at=self.decided_at,
            organiser=self.manifestation.organiser,
            content=self.manifestation.content,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDecision:
    """A dossier after a decision that is not written yet, with what it came from."""

    dossier: Dossier
    answer: Answer
    """What was known of the organiser."""
    cause: Cause | None
    """The record that was judged; None where the request at hand is the cause."""
    key_id: str | None = None
    """Access key of whoever decided, if a person did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDecision:
    """One line of a dossier's history."""

    version: int
    judged_version: int
    verdict: str
    online: bool
    paper: bool
    reasons: tuple[Reason, ...]
    decided_by: str
    decided_at: datetime
