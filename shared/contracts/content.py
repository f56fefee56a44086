"""The parts that several contracts share: what may be shown to everybody, and who organises."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from shared.contracts.details import Age, Booking, CoOrganiser, Image, Price, Translation
from shared.contracts.vocabulary import Access, AccessibilityCode, Attendance, Audience, OccurrenceState, documented

Instant = Annotated[datetime, Meta(tz=True)]
"""A moment with its offset; written as RFC 3339."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtEntry:
    """Entry of an association of Bas-Rhin, Haut-Rhin or Moselle in the register of its court: it has no RNA number."""

    court: str
    """Where the court sits, for example ``Sélestat``."""
    volume: str
    folio: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organiser:
    """The structure that carries the manifestation, with the identifiers it gave; some have none."""

    name: str
    siren: str | None = None
    """9 digits, kept as text: zeros may lead."""
    siret: str | None = None
    """14 digits; its first nine are the SIREN."""
    rna: str | None = None
    """W and nine characters: register of associations."""
    uai: str | None = None
    """7 digits and a letter: register of schools."""
    rnf: str | None = None
    """Register of foundations, for example ``092-FDD-00061-08``."""
    court_entry: CourtEntry | None = None
    """Register of a court, in place of a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A partner's own reference, by which it finds back what it registered."""

    owner: str
    """Account of the partner."""
    reference: str
    """Unique per owner and edition among what is not withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where it happens; the commune is named by its INSEE code, since names and postcodes are shared."""

    name: str
    address: str | None = None
    """None where it is kept back and given to those who register."""
    postcode: str
    commune_code: str
    commune_name: str
    department_code: str
    region_code: str
    epci_code: str | None = None
    """SIREN of the intercommunality, when known."""
    latitude: float | None = None
    """Degrees, WGS 84; set together with the longitude."""
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One date of a manifestation."""

    occurrence_id: UUID
    """Stays the same while the date moves."""
    starts_at: Instant
    ends_at: Instant
    all_day: bool = False
    """No hours are known: both instants are midnights on the clock of the place, the second after the last day."""
    state: Annotated[str, documented(OccurrenceState)] = "scheduled"
    previous_starts_at: Instant | None = None
    """When it was to begin before it was postponed."""
    note: str | None = None
    """One sentence for visitors about this date."""
    place: Place | None = None
    """Its own place; None where it is that of the manifestation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicContact:
    """What the organiser chose to publish; never the account holder's address."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None
    website: str | None = None
    print_consent: bool = False
    """May be printed in the paper programme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What the public may read about a manifestation."""

    title: str
    description: str
    """Plain text; paragraphs are separated by an empty line."""
    themes: tuple[str, ...]
    """Slugs of the edition, for example ``engagement-citoyen``."""
    format: str
    """Slug of the edition, for example ``portes-ouvertes``."""
    open_to_all: bool
    """Anybody may come, whoever it is meant for; only then may it be printed."""
    access: Annotated[str, documented(Access)] | None = None
    """How one gets in; None where nothing was said."""
    access_conditions: str | None = None
    audiences: tuple[Annotated[str, documented(Audience)], ...] = ()
    """Whom it is meant for; empty where nothing was said."""
    attendance: Annotated[str, documented(Attendance)]
    occurrences: tuple[Occurrence, ...]
    """At least one, in order of beginning."""
    starts_at: Instant
    """Beginning of the first occurrence that is not cancelled (of the first, where all are)."""
    ends_at: Instant
    """End of the last of these."""
    time_zone: str
    """IANA name of the place's zone, for example ``Indian/Reunion``: hours are shown in it. Online: Europe/Paris."""
    place: Place | None = None
    """None where it takes place online, or where every occurrence has its own."""
    online_url: str | None = None
    """Where it can be followed from afar, if it can."""
    public_contact: PublicContact
    price: Price | None = None
    booking: Booking | None = None
    age: Age | None = None
    accessibility: tuple[Annotated[str, documented(AccessibilityCode)], ...] = ()
    languages: tuple[str, ...] = ()
    """BCP 47, for example ``br``; empty for French alone."""
    image: Image | None = None
    co_organisers: tuple[CoOrganiser, ...] = ()
    parent_id: UUID | None = None
    """The manifestation that this one is part of."""
    print_title: str | None = None
    """For paper, where the title is too long."""
    print_text: str | None = None
    """For paper, instead of the description."""
    extra: dict[str, str] = field(default_factory=dict)
    """Answers to those of the edition's fields that readers are shown, by the name of the field."""
    translations: dict[str, Translation] = field(default_factory=dict)
    """By language, BCP 47."""
