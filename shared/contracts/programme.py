"""What the programme service tells, partners included."""

from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from shared.contracts.content import Content, Instant, Source
from shared.contracts.stream import Stream
from shared.contracts.vocabulary import documented

CutTrigger = Literal["cut_off", "by_hand"]
"""At the date that the chamber set, which nothing does yet, or when somebody asked for it."""

ReportReason = Literal["not_taking_place", "wrong_facts", "not_open", "unfit", "other"]
"""It does not take place; place, dates or contact are wrong; visitors are not let in; its content is unfit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedOrganiser:
    """Who organises, as the public page names it."""

    name: str
    structure_id: UUID | None
    """Key of ``ess.public.eligibility.structures.v1``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingPublished:
    """What the public page of a manifestation shows; a record without a value removes it."""

    manifestation_id: UUID
    version: int
    """The version of the decision it comes from; apply a record only if its version is greater than yours."""
    edition: int
    region_code: str | None
    """None where it is online only and belongs to no region."""
    paper: bool
    """May be printed in the regional programme."""
    organiser: ListedOrganiser
    content: Content
    url: str
    """The public page."""
    first_published_at: Instant
    changed_at: Instant
    """When what is shown last changed."""
    source: Source | None
    """Leads a partner back to what it registered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedOffset:
    """Up to where one partition had been applied: the offset of the next record, as Kafka commits it."""

    topic: str
    partition: int
    next_offset: int
    topic_id: UUID | None = None
    """Which topic of that name; one that was deleted and created again has another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintSnapshotCut:
    """A region's programme was frozen for paper; it never changes afterwards."""

    snapshot_id: UUID
    region_edition: str
    """Key: INSEE region code and edition, for example ``53-2026``."""
    version: int
    """First cut of this region and edition is 1."""
    region_code: str
    edition: int
    cut_at: Instant
    trigger: Annotated[str, documented(CutTrigger)]
    entries: int
    set_aside: int
    """Records below the offsets that could not be read, so are not in it."""
    canonical_form: int
    """Which form the hash is over: the number of the rules that turn entries into bytes."""
    sha256: str
    """Over the canonical form of the entries, lower-case hexadecimal."""
    offsets: tuple[AppliedOffset, ...]
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryReported:
    """A visitor says that an entry is wrong or unfit."""

    report_id: UUID
    version: int = 1
    """Always 1: a report does not change."""
    manifestation_id: UUID
    reason: Annotated[str, documented(ReportReason)]
    details: str | None
    """In the visitor's words."""
    contact: str | None
    """Mail address of the visitor, who may leave one to be answered."""
    reported_at: Instant


LISTINGS = Stream(
    topic="ess.public.programme.listings.v1",
    contract=ListingPublished,
    key="manifestation_id",
    source="/programme",
    type="fr.mois-ess.listing-published.v1",
    tombstones=True,
)

PRINT_SNAPSHOTS = Stream(
    topic="ess.public.programme.print-snapshots.v1",
    contract=PrintSnapshotCut,
    key="region_edition",
    source="/programme",
    type="fr.mois-ess.print-snapshot-cut.v1",
)

REPORTS = Stream(
    topic="ess.internal.programme.reports.v1",
    contract=EntryReported,
    key="report_id",
    source="/programme",
    type="fr.mois-ess.entry-reported.v1",
)
