"""The grid of a B2B event, who may meet, which table to take. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from shared.errors import FieldError
from shared.geography.folding import fold
from shared.geography.time_zones import time_zone_of

DEPARTMENTS = {"01": "971", "02": "972", "03": "973", "04": "974", "06": "976"}
"""Overseas regions of one department, which the clock goes by."""
SPREAD = 4


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
class Known:
    """What a booking must know of a structure."""

    name: str
    gone: bool
    """No longer verified: past meetings keep its name, new ones are refused."""


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


def name_patterns(text: str) -> list[str]:
    """Return LIKE patterns, all to be found in a folded name after a blank: the beginnings of its words, in any order.

    Folding leaves no sign that means something in a pattern.
    """
    return [f"% {word}%" for word in fold(text).split()]


def pair_faults(structure_ids: Sequence[UUID], known: Mapping[UUID, Known]) -> list[FieldError]:
    """Say everything that keeps these structures from meeting: the same twice, unknown, no longer verified."""
    if faults := _repeated(structure_ids):
        return faults
    return [fault for place, structure_id in enumerate(structure_ids) if (fault := _absent(place, structure_id, known))]


def choose_table(free: Sequence[int], *, attempt: int, draw: float) -> int:
    """Take the lowest free table; after a lost race any of the lowest few, so that rivals spread out.

    ``free`` is in ascending order and not empty, ``attempt`` counts from 0, ``draw`` is from 0 up to 1 excluded.
    """
    return free[int(draw * min(len(free), 1 + SPREAD * attempt))]


def _repeated(structure_ids: Sequence[UUID]) -> list[FieldError]:
    return [
        FieldError(
            pointer="/structure_ids",
            code="same_structure_twice",
            message="Un rendez-vous réunit deux structures différentes : remplacez l’une des deux.",
            value=str(structure_id),
        )
        for structure_id, times in Counter(structure_ids).items()
        if times > 1
    ]


def _absent(place: int, structure_id: UUID, known: Mapping[UUID, Known]) -> FieldError | None:
    pointer, value = f"/structure_ids/{place}", str(structure_id)
    structure = known.get(structure_id)
    if structure is None:
        return FieldError(
            pointer=pointer,
            code="structure_unknown",
            message=f"Aucune structure reconnue ne porte l’identifiant « {structure_id} » : retrouvez le bon avec "
            "GET /structures?q=…",
            value=value,
        )
    if structure.gone:
        return FieldError(
            pointer=pointer,
            code="structure_gone",
            message=f"« {structure.name or structure_id} » n’est plus reconnue : choisissez une autre structure, ou "
            "adressez-vous à la chambre de sa région.",
            value=value,
        )
    return None
