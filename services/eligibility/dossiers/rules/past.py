"""What was decided on a dossier before."""

from dataclasses import dataclass
from datetime import datetime

from shared.contracts.eligibility import DecidedBy, Reason
from shared.contracts.submission import ManifestationChanged


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRuling:
    """What a person decided last, with what it was about."""

    manifestation: ManifestationChanged
    """Amendments are compared with it, so that small ones do not add up unseen."""
    reason: Reason
    decided_by: DecidedBy
    refused_by: tuple[str, ...] = ()
    """Of a refusal: accounts of those who have refused it, one after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDecision:
    """One line of a dossier's history."""

    version: int
    judged_version: int
    verdict: str
    published_version: int | None
    """The judged version that readers could see after it; null where they could see nothing."""
    paper: bool
    """What they could see might be printed."""
    reasons: tuple[Reason, ...]
    rules_version: str
    """The set of rules behind it; empty for decisions older than such names."""
    decided_by: str
    decided_at: datetime
