"""What may be told about a manifestation beyond what, when and where; all of it optional."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from shared.contracts.vocabulary import PriceKind, documented


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What it costs."""

    kind: Annotated[str, documented(PriceKind)]
    lowest_cents: int | None = None
    """Euro cents."""
    highest_cents: int | None = None
    conditions: str | None = None
    """For example who pays less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """How a seat is reserved."""

    required: bool
    url: str | None = None
    email: str | None = None
    phone: str | None = None
    seats: int | None = None
    closes_at: Annotated[datetime, Meta(tz=True)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """For whom it is suitable, in years; both ends are included."""

    lowest: int | None = None
    highest: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture in the object store."""

    url: str
    sha256: str
    """Lower-case hexadecimal, of the bytes."""
    width: int
    """Pixels."""
    height: int
    alt: str
    """What it shows, for those who do not see it."""
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoOrganiser:
    """Another structure that organises it too."""

    name: str
    structure_id: UUID | None = None
    """Where it is a verified structure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The text in another language; what is missing is shown in French."""

    title: str
    description: str | None = None
