"""What this service answers as JSON."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar.openapi import ResponseSpec

from services.programme.listings.rules import Entry
from services.programme.listings.store import Listing
from services.programme.printing.store import Snapshot
from shared.contracts.content import Content
from shared.contracts.programme import AppliedOffset
from shared.http.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingAnswer:
    """A manifestation of the online programme."""

    manifestation_id: UUID
    version: int
    url: str
    edition: int
    region_code: str
    paper: bool
    organiser_name: str
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAnswer:
    """A page of the online programme."""

    items: list[ListingAnswer]
    next: str | None
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotAnswer:
    """The facts of a print snapshot."""

    snapshot_id: UUID
    region_code: str
    edition: int
    number: int
    cut_at: datetime
    entries: int
    sha256: str
    offsets: tuple[AppliedOffset, ...]
    links: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeSnapshotAnswer(SnapshotAnswer):
    """A print snapshot with its content, byte for byte what the hash is over."""

    content: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotListAnswer:
    """A page of print snapshots, the latest first."""

    items: list[SnapshotAnswer]
    next: str | None


def described(answer: Any, description: str) -> ResponseSpec:
    """Describe, for the API's document, bytes that a handler has encoded itself."""
    return ResponseSpec(answer, generate_examples=False, description=description)


def page_path(manifestation_id: UUID) -> str:
    """Return the path of a manifestation's page inside this service."""
    return f"/programme/{manifestation_id}"


def page_address(site: Site, manifestation_id: UUID) -> str:
    """Return the public address of a manifestation's page."""
    return site.absolute(page_path(manifestation_id))


def snapshot_address(site: Site, snapshot_id: UUID) -> str:
    """Return the public address of a print snapshot."""
    return site.absolute(f"/print-snapshots/{snapshot_id}")


def listing_answer(site: Site, listing: Listing) -> ListingAnswer:
    """Return a listing as it is answered."""
    return ListingAnswer(
        manifestation_id=listing.manifestation_id,
        version=listing.version,
        url=page_address(site, listing.manifestation_id),
        edition=listing.edition,
        region_code=listing.region_code,
        paper=listing.paper,
        organiser_name=listing.organiser_name,
        content=listing.content,
    )


def snapshot_answer(site: Site, snapshot: Snapshot) -> SnapshotAnswer:
    """Return the facts of a snapshot as they are answered."""
    address = snapshot_address(site, snapshot.snapshot_id)
    return SnapshotAnswer(
        snapshot_id=snapshot.snapshot_id,
        region_code=snapshot.region_code,
        edition=snapshot.edition,
        number=snapshot.number,
        cut_at=snapshot.cut_at,
        entries=snapshot.entries,
        sha256=snapshot.sha256,
        offsets=snapshot.offsets,
        links={"self": address, "content": f"{address}/content"},
    )


def with_content(answer: SnapshotAnswer, content: bytes) -> bytes:
    """Return the facts with the canonical programme inside, byte for byte."""
    facts: dict[str, Any] = msgspec.to_builtins(answer)
    return msgspec.json.encode({**facts, "content": msgspec.Raw(content)})
