"""What the list and a manifestation are answered with as JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from services.programme.listings.listing import ListedDate, Listing
from services.programme.listings.rules.addresses import page_path
from shared.contracts.content import Content, Place, Source
from shared.contracts.programme import ListedOrganiser
from shared.contracts.vocabulary import OccurrenceState, documented
from shared.geography.clocks import clock_of, place_of
from shared.http.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingAnswer:
    """A manifestation of the online programme: what ``ess.public.programme.listings.v1`` says of it."""

    manifestation_id: UUID
    version: int
    url: str
    edition: int
    region_code: str | None
    paper: bool
    organiser: ListedOrganiser
    first_published_at: datetime
    changed_at: datetime
    source: Source | None
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceAnswer:
    """One date, with the place and the clock that hold for it."""

    occurrence_id: UUID
    starts_at: datetime
    ends_at: datetime
    all_day: bool
    time_zone: str
    """IANA name: hours are shown in it."""
    state: Annotated[str, documented(OccurrenceState)]
    previous_starts_at: datetime | None
    note: str | None
    place: Place | None
    """None online."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem(ListingAnswer):
    """One date of the programme, with the manifestation that it is a date of."""

    occurrence: OccurrenceAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAnswer:
    """A page of the online programme: a manifestation stands there once for each of its dates."""

    items: list[ListItem]
    next: str | None
    total: int
    """Dates, on all pages together."""


def list_body(items: Sequence[bytes], *, cursor: str | None, total: int) -> bytes:
    """Return a ``ListAnswer`` of items that are JSON already."""
    end = msgspec.json.encode({"next": cursor, "total": total})
    return b'{"items":[' + b",".join(items) + b"]," + end[1:]


def page_address(site: Site, manifestation_id: UUID) -> str:
    """Return the public address of a manifestation's page."""
    return site.absolute(page_path(manifestation_id))


def listing_answer(site: Site, listing: Listing) -> ListingAnswer:
    """Return a listing as it is answered."""
    return ListingAnswer(
        manifestation_id=listing.manifestation_id,
        version=listing.version,
        url=page_address(site, listing.manifestation_id),
        edition=listing.edition,
        region_code=listing.region_code,
        paper=listing.paper,
        organiser=ListedOrganiser(name=listing.organiser_name, structure_id=listing.structure_id),
        first_published_at=listing.first_published_at,
        changed_at=listing.changed_at,
        source=listing.source,
        content=listing.content,
    )


def list_item(site: Site, date: ListedDate) -> ListItem:
    """Return one date of the list as it is answered."""
    content, occurrence = date.listing.content, date.occurrence
    answer = listing_answer(site, date.listing)
    return ListItem(
        **{name: getattr(answer, name) for name in ListingAnswer.__slots__},
        occurrence=OccurrenceAnswer(
            occurrence_id=occurrence.occurrence_id,
            starts_at=occurrence.starts_at,
            ends_at=occurrence.ends_at,
            all_day=occurrence.all_day,
            time_zone=clock_of(content, occurrence),
            state=occurrence.state,
            previous_starts_at=occurrence.previous_starts_at,
            note=occurrence.note,
            place=place_of(content, occurrence),
        ),
    )
