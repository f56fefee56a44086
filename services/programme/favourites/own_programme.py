"""What a visitor has chosen: which dates, and who may read them."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from services.programme.listings.listing import ListedDate

Purpose = Literal["own", "shared", "calendar"]
"""What a link is for: to change the programme, to read it, to have it in a calendar."""
Chosen = tuple[UUID, UUID]
"""A manifestation, and one of its dates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnProgramme:
    """As it is kept."""

    programme_id: UUID
    shared: bool
    share_number: int
    chosen: frozenset[Chosen]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A programme with what is online about its dates, in the order in which they take place."""

    programme: OwnProgramme
    dates: tuple[ListedDate, ...]

    @property
    def missing(self) -> int:
        """How many of the chosen dates have left the programme."""
        return len(self.programme.chosen) - len(self.dates)
