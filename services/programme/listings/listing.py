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


class Outline(NamedTuple):
    """What the page of a manifestation that is online depends on, which is less than what it shows."""

    version: int
    edition: int
    short_code: str
    has_parts: bool
    over: bool
    """True where every date has ended."""
    first_day: date
    """Of the date that comes next, as the last day and the position."""
    last_day: date
    latitude: float | None
    longitude: float | None
    parent_id: UUID | None
    parent_version: int | None
    """None where what it is part of is not online."""
    has_siblings: bool


class Near(NamedTuple):
    """All around a point."""

    latitude: float
    longitude: float
    km: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a reader wants to see; None or empty asks for everything."""

    edition: int
    region: str | None = None
    department: str | None = None
    epci: str | None = None
    commune: str | None = None
    near: Near | None = None
    theme: str | None = None
    format: str | None = None
    audience: str | None = None
    accessibility: str | None = None
    """A code, or ``any``."""
    language: str | None = None
    organiser: UUID | None = None
    parent: UUID | None = None
    """A manifestation whose parts are wanted."""
    but: UUID | None = None
    """A manifestation that is not wanted."""
    free: bool = False
    online: bool = False
    weekend: bool = False
    part: str | None = None
    """Of the day."""
    first_day: date | None = None
    last_day: date | None = None
    ending_after: datetime | None = None
    """Leaves out what has ended by this instant."""
    words: str = ""
    """As ``to_tsquery`` reads them."""


class Position(NamedTuple):
    """Where a page ends: its last date."""

    rank: int
    """0 where it is called by the words that are looked for, or none are; 1 where they stand in its text."""
    starts_local: Annotated[datetime, Meta(tz=False)]
    manifestation_id: UUID
    occurrence_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A piece of the list, in order of rank, then of local beginning."""

    entries: tuple[Entry, ...]
    called: int
    """How many of them, the first, are called by the words that are looked for; the others have them in their text."""
    following: Position | None
    """Where the next page starts; None on the last one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many dates the filters find, on all pages."""

    listed: int
    ended: int
    """Left out, since they have ended."""
    by_value: tuple[tuple[str, str, int], ...]
    """Filter, value, and how many there would be with this value in the place of the one that is set, if any."""
    by_day: tuple[tuple[date, int], ...]
    """Those that take place on each day, cancelled ones apart; the filters' own days are passed over, and what has
    ended is counted."""
