"""A change of what readers see, as the rest of the feeds hold it."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from services.programme.listings.listing import Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The last change of a manifestation that was published at least once."""

    manifestation_id: UUID
    region_code: str | None
    changed_at: datetime
    """When it changed for readers."""
    first_published_at: datetime
    listing: Listing | None
    """None where it has left."""


class Difference(NamedTuple):
    """How much of the programme is not as it was at a moment."""

    appeared: int
    changed: int
    vanished: int


class ChangePosition(NamedTuple):
    """Where a page of changes ends."""

    changed_at: datetime
    manifestation_id: UUID
