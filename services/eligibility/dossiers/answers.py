"""What this service answers as JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.eligibility.dossiers.dossier import Dossier, PastDecision
from shared.contracts.content import Content, Organiser
from shared.contracts.eligibility import DecidedBy, Reason, Verdict
from shared.http.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierAnswer:
    """A dossier in the queue; ``version`` is that of the decision in force, and its ETag."""

    manifestation_id: UUID
    version: int
    judged_version: int
    verdict: Verdict
    reasons: tuple[Reason, ...]
    online: bool
    paper: bool
    edition: int
    region_code: str
    decided_by: DecidedBy
    decided_at: datetime
    opened_at: datetime
    organiser: Organiser
    content: Content
    links: dict[str, str]
    history: tuple[PastDecision, ...] | None = None
    """Every decision, the first one first; left out (null) in the queue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueAnswer:
    """A page of the queue, the longest waiting first."""

    items: list[DossierAnswer]
    next: str | None


def dossier_answer(site: Site, dossier: Dossier, history: Sequence[PastDecision] | None = None) -> DossierAnswer:
    """Return a dossier as it is answered."""
    manifestation = dossier.manifestation
    return DossierAnswer(
        manifestation_id=dossier.manifestation_id,
        version=dossier.version,
        judged_version=manifestation.version,
        verdict=dossier.judgement.verdict,
        reasons=dossier.reasons,
        online=dossier.judgement.online,
        paper=dossier.judgement.paper,
        edition=manifestation.edition,
        region_code=manifestation.region_code,
        decided_by=dossier.decided_by,
        decided_at=dossier.decided_at,
        opened_at=dossier.opened_at,
        organiser=manifestation.organiser,
        content=manifestation.content,
        links={"self": dossier_address(site, dossier.manifestation_id)},
        history=None if history is None else tuple(history),
    )


def dossier_address(site: Site, manifestation_id: UUID) -> str:
    """Return the public address of a dossier."""
    return site.absolute(f"/dossiers/{manifestation_id}")
