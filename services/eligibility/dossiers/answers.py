"""What this service answers as JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from services.eligibility.dossiers.rules.changes import Change, changes
from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.dossiers.rules.past import PastDecision
from services.eligibility.dossiers.rules.thread import Line
from shared.contracts.content import Content, Organiser
from shared.contracts.eligibility import DecidedBy, Publication, Reason, Verdict
from shared.contracts.submission import EditionChanged
from shared.editions.rules import chamber_of
from shared.http.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedAnswer:
    """What readers see of a manifestation."""

    judged_version: int
    paper: bool
    first_published_at: datetime
    changed_at: datetime
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierRefusal:
    """What a person refused that this manifestation resembles."""

    manifestation_id: UUID
    title: str
    chamber: str
    message: str
    """What the organiser was told."""
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierAnswer:
    """A dossier in the queue; ``version`` is that of the decision in force, and its ETag."""

    manifestation_id: UUID
    version: int
    judged_version: int
    verdict: Verdict
    reasons: tuple[Reason, ...]
    rules_version: str
    """The set of rules by which the criteria were judged last."""
    edition: int
    region_code: str | None
    """Null where it takes place online and belongs to no region."""
    chamber: str
    """Who decides: the chamber of the region, or the national team."""
    decided_by: DecidedBy
    decided_at: datetime
    opened_at: datetime
    organiser: Organiser
    content: Content
    """As it was judged."""
    note: str | None
    """What the organiser wants the chamber to know."""
    chamber_answers: dict[str, str]
    """What the organiser answered to the chamber alone, by the name of the edition's question."""
    appeal: str | None
    """Why the organiser asks for a refusal to be looked at again."""
    appeal_heard_by: Literal["chamber", "national", "other_chamber"] | None
    """Null where nobody waits for a second reader; a chamber of another region hears it for the national team."""
    published: PublishedAnswer | None
    """Null where readers see nothing of it."""
    changes: tuple[Change, ...] | None
    """How what was judged differs from what is published; null where nothing is."""
    links: dict[str, str]
    earlier_refusal: EarlierRefusal | None = None
    """Null where there is none; left out (null) in the queue, where the reason ``refused_before`` shows it."""
    thread: tuple[Line, ...] = ()
    """What organiser and chamber have written to each other, the first message first."""
    history: tuple[PastDecision, ...] | None = None
    """Every decision, the first one first; left out (null) in the queue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueAnswer:
    """A page of the queue: dossiers in the order in which they were opened."""

    items: list[DossierAnswer]
    next: str | None


def dossier_answer(
    site: Site,
    edition: EditionChanged,
    dossier: Dossier,
    history: Sequence[PastDecision] | None = None,
    refused: Dossier | None = None,
) -> DossierAnswer:
    """Return a dossier as it is answered, with its history and the refused one that it resembles where it is shown."""
    manifestation = dossier.manifestation
    return DossierAnswer(
        manifestation_id=dossier.manifestation_id,
        version=dossier.version,
        judged_version=manifestation.version,
        verdict=dossier.verdict,
        reasons=dossier.reasons,
        rules_version=dossier.rules_version,
        edition=manifestation.edition,
        region_code=dossier.region_code,
        chamber=chamber_of(edition, dossier.region_code),
        decided_by=dossier.decided_by,
        decided_at=dossier.decided_at,
        opened_at=dossier.opened_at,
        organiser=manifestation.organiser,
        content=manifestation.content,
        note=manifestation.note,
        chamber_answers=manifestation.chamber_answers,
        appeal=manifestation.appeal,
        appeal_heard_by=dossier.appeal.to if dossier.appeal else None,
        published=_published_answer(dossier.published) if dossier.published else None,
        changes=changes(dossier),
        links={
            "self": dossier_address(site, dossier.manifestation_id),
            "proofs": site.absolute(f"/justificatifs/{dossier.manifestation_id}"),
        },
        earlier_refusal=_earlier_refusal(site, edition, refused) if refused else None,
        thread=dossier.thread,
        history=None if history is None else tuple(history),
    )


def dossier_address(site: Site, manifestation_id: UUID) -> str:
    """Return the public address of a dossier."""
    return site.absolute(f"/dossiers/{manifestation_id}")


def _earlier_refusal(site: Site, edition: EditionChanged, refused: Dossier) -> EarlierRefusal | None:
    if refused.ruling is None:
        return None
    return EarlierRefusal(
        manifestation_id=refused.manifestation_id,
        title=refused.ruling.manifestation.content.title,
        chamber=chamber_of(edition, refused.region_code),
        message=refused.ruling.reason.message,
        link=dossier_address(site, refused.manifestation_id),
    )


def _published_answer(published: Publication) -> PublishedAnswer:
    return PublishedAnswer(
        judged_version=published.judged_version,
        paper=published.paper,
        first_published_at=published.first_published_at,
        changed_at=published.changed_at,
        content=published.content,
    )
