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


class Entry(NamedTuple):
    """One date as the list finds it: which it is, and where it stands."""

    manifestation_id: UUID
    occurrence_id: UUID
    version: int
    """Of the listing: what was rendered of the date is good as long as it stays."""
    starts_local: datetime
    """On the clock of the place, without zone."""
    first_day: date
    last_day: date
    time_zone: str
    """The clock of the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDate:
    """One date of a listing, with all that is online about it."""

    entry: Entry
    listing: Listing
    occurrence: Occurrence


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

    entries: tuple[Entry, ...]
    following: Position | None
    """Where the next page starts; None on the last one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many dates the filters find, on all pages."""

    listed: int
    ended: int
    """Left out, since they have ended."""
    by_day: tuple[tuple[date, int], ...]
    """Those that take place on each day, cancelled ones apart; the filters' own days are passed over, and what has
    ended is counted."""
