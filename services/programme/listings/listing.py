"""What is online, as the rest of the service holds it: a manifestation, one of its dates, a page of the list."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, NamedTuple
from uuid import UUID

from msgspec import Meta

from shared.contracts.content import Content, Occurrence, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What is online about a manifestation."""

    manifestation_id: UUID
    version: int
    edition: int
    region_code: str | None
    paper: bool
    organiser_name: str
    structure_id: UUID | None
    source: Source | None
    first_published_at: datetime
    changed_at: datetime
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDate:
    """One date of a listing: what the list is made of."""

    listing: Listing
    occurrence: Occurrence
    starts_local: datetime
    """On the clock of the place, without zone."""
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a reader wants to see; None or empty asks for everything."""

    edition: int
    region: str | None = None
    department: str | None = None
    theme: str | None = None
    format: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    ending_after: datetime | None = None
    """Leaves out what has ended by this instant."""
    patterns: tuple[str, ...] = ()
    """LIKE patterns that all must be found."""


class Position(NamedTuple):
    """Where a page ends: its last date."""

    starts_local: Annotated[datetime, Meta(tz=False)]
    manifestation_id: UUID
    occurrence_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A piece of the list, in order of local beginning."""

    dates: tuple[ListedDate, ...]
    total: int
    """Dates on all pages together."""
    ended: int
    """Dates that would be among them, had they not ended by the instant that was asked for."""
    following: Position | None
    """Where the next page starts; None on the last one."""
