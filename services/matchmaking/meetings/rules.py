"""A meeting and its parties, who may meet, which table to take. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from services.matchmaking.structures.rules import Known
from shared.contracts.matchmaking import MeetingOrigin, MeetingParty, MeetingPlace, MeetingState
from shared.errors import FieldError
from shared.french.dates import day
from shared.geography.time_zones import PARIS

SPREAD = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting as it stands."""

    meeting_id: UUID
    version: int
    state: MeetingState
    origin: MeetingOrigin
    b2b_event_id: UUID
    region_code: str
    slot_id: UUID
    structure_ids: tuple[UUID, UUID]
    """In the order of the booking."""
    structure_names: tuple[str, str]
    """As they are called now."""
    table_number: int
    starts_at: datetime
    ends_at: datetime
    gone: tuple[bool, bool] = (False, False)
    """Of each structure, whether it is no longer verified when they are to meet: somebody has to cancel it."""


def participant_of(b2b_event_id: UUID, structure_id: UUID) -> UUID:
    """Return under which identifier a structure takes part in an event; it follows from both, always the same."""
    return uuid5(b2b_event_id, str(structure_id))


def parties_of(meeting: Meeting) -> tuple[MeetingParty, ...]:
    """Return both sides, in the order of the booking."""
    return tuple(
        MeetingParty(participant_id=participant_of(meeting.b2b_event_id, structure_id), structure_id=structure_id)
        for structure_id in meeting.structure_ids
    )


def place_of(meeting: Meeting) -> MeetingPlace:
    """Return where they meet: ``Table 4``."""
    return MeetingPlace(kind="table", label=f"Table {meeting.table_number}", number=meeting.table_number)


def pair_faults(structure_ids: Sequence[UUID], known: Mapping[UUID, Known], *, at: datetime) -> list[FieldError]:
    """Say everything that keeps these structures from meeting: the same twice, unknown, no longer verified then."""
    if faults := _repeated(structure_ids):
        return faults
    faults_of_each = (_absent(place, each, known.get(each), at) for place, each in enumerate(structure_ids))
    return [fault for fault in faults_of_each if fault]


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


def _absent(place: int, structure_id: UUID, structure: Known | None, at: datetime) -> FieldError | None:
    if structure is None:
        return FieldError(
            pointer=f"/structure_ids/{place}",
            code="structure_unknown",
            message=f"Aucune structure reconnue ne porte l’identifiant « {structure_id} » : retrouvez le bon avec "
            "GET /structures?q=…",
            value=str(structure_id),
        )
    if not structure.gone and not structure.has_ended(at):
        return None
    return FieldError(
        pointer=f"/structure_ids/{place}",
        code="structure_gone",
        message=f"« {structure.name or structure_id} » n’est plus reconnue{_since(structure)} : choisissez une autre "
        "structure, ou adressez-vous à la chambre de sa région.",
        value=str(structure_id),
    )


def _since(structure: Known) -> str:
    if structure.gone or structure.verified_until is None:
        return ""
    return f" à partir du {day(structure.verified_until.astimezone(ZoneInfo(PARIS)))}"
