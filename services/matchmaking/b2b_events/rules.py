"""A B2B event, its grid of slots, the clock it goes by. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from shared.contracts.submission import EditionChanged
from shared.editions.rules import chamber_of
from shared.geography.regions import region
from shared.geography.time_zones import time_zone_of

DEPARTMENTS = {"01": "971", "02": "972", "03": "973", "04": "974", "06": "976"}
"""Overseas regions of one department, which the clock goes by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class B2bEvent:
    """A B2B event: a grid of slots by tables."""

    b2b_event_id: UUID
    name: str
    region_code: str
    starts_at: datetime
    ends_at: datetime
    slot_minutes: int
    tables: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A stretch of time at an event; it ends when the next one begins."""

    slot_id: UUID
    number: int
    """Counted from 1."""
    starts_at: datetime
    """In UTC, as is the end: wall clocks skip or repeat an hour twice a year."""
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotState(Slot):
    """A slot and how many of its tables are free."""

    free_tables: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSlot:
    """What a booking must know of its slot."""

    slot_id: UUID
    b2b_event_id: UUID
    region_code: str
    starts_at: datetime
    ends_at: datetime
    tables: int
    free: list[int]
    """The lowest free tables, in ascending order; not all of a large hall."""


def grid(b2b_event_id: UUID, *, starts_at: datetime, slot_minutes: int, slots: int) -> list[Slot]:
    """Lay out slots of equal length without gap or overlap; their identifiers follow from the event's."""
    first, length = starts_at.astimezone(UTC), timedelta(minutes=slot_minutes)
    return [
        Slot(
            slot_id=uuid5(b2b_event_id, str(number)),
            number=number,
            starts_at=first + length * (number - 1),
            ends_at=first + length * number,
        )
        for number in range(1, slots + 1)
    ]


def zone_of(region_code: str) -> str:
    """Return the IANA zone whose clock hangs on the wall of an event in this region."""
    return time_zone_of(DEPARTMENTS.get(region_code, region_code))


def place_line(edition: EditionChanged, region_code: str) -> str:
    """``Bretagne, à l’invitation de la CRESS Bretagne``."""
    place, chamber = region(region_code), chamber_of(edition, region_code)
    article = "l’" if chamber[0] in "aeéiou" else "la "
    return f"{place.name if place else region_code}, à l’invitation de {article}{chamber}"
