"""The parts that several contracts share: what may be shown to everybody, and who organises."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

Instant = Annotated[datetime, Meta(tz=True)]
"""A moment with its offset; written as RFC 3339."""

Openness = Literal["open_to_all", "on_invitation", "professionals_only"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Organiser:
    """The structure that carries the manifestation, with the identifiers it gave; at least one of them is set."""

    name: str
    siren: str | None = None
    """9 digits, kept as text: zeros may lead."""
    siret: str | None = None
    """14 digits; its first nine are the SIREN."""
    rna: str | None = None
    """W and 9 digits: register of associations."""
    uai: str | None = None
    """7 digits and a letter: register of schools."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where it happens; the commune is named by its INSEE code, since names and postcodes are shared."""

    name: str
    address: str
    postcode: str
    commune_code: str
    commune_name: str
    department_code: str
    region_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicContact:
    """What the organiser chose to publish; never the account holder's address."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None
    website: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What the public may read about a manifestation."""

    title: str
    description: str
    """Plain text; paragraphs are separated by an empty line."""
    themes: tuple[str, ...]
    """Slugs, for example ``engagement-citoyen``."""
    format: str
    """Slug, for example ``portes-ouvertes``."""
    openness: Openness
    starts_at: Instant
    ends_at: Instant
    time_zone: str
    """IANA name of the place's zone, for example ``Indian/Reunion``: hours are shown in it."""
    place: Place
    public_contact: PublicContact
    online_url: str | None = None
    """Where it can be followed from afar, if it can."""
