"""What this service answers as JSON; hours are on the clock of the event."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from services.matchmaking.events.store import B2bEvent, SlotState
from services.matchmaking.meetings.rules import zone_of
from services.matchmaking.meetings.store import Meeting
from services.matchmaking.structures.store import Structure
from shared.contracts.eligibility import LegalFamily
from shared.http.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureAnswer:
    """A structure that may take part in business meetings."""

    structure_id: UUID
    version: int
    name: str
    legal_family: LegalFamily
    region_code: str
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureListAnswer:
    """A page of structures, in the order of names."""

    items: list[StructureAnswer]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotAnswer:
    """A slot of a B2B event."""

    slot_id: UUID
    number: int
    starts_at: datetime
    ends_at: datetime
    free_tables: int


@dataclass(frozen=True, slots=True, kw_only=True)
class B2bEventAnswer:
    """A B2B event; its slots are left out of lists."""

    b2b_event_id: UUID
    name: str
    region_code: str
    time_zone: str
    starts_at: datetime
    ends_at: datetime
    slot_minutes: int
    tables: int
    slots: list[SlotAnswer] | None
    links: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class B2bEventListAnswer:
    """A page of B2B events, the latest first."""

    items: list[B2bEventAnswer]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingAnswer:
    """A meeting of two structures at a table."""

    meeting_id: UUID
    version: int
    state: Literal["booked", "cancelled"]
    b2b_event_id: UUID
    slot_id: UUID
    structure_ids: tuple[UUID, UUID]
    table_number: int
    starts_at: datetime
    ends_at: datetime
    links: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingListAnswer:
    """A page of meetings, in the order of time and table."""

    items: list[MeetingAnswer]
    next: str | None


def page_path(b2b_event_id: UUID) -> str:
    """Return the path of an event's page."""
    return f"/rencontres/{b2b_event_id}"


def structure_answer(structure: Structure) -> StructureAnswer:
    """Return a structure as it is answered."""
    return StructureAnswer(
        structure_id=structure.structure_id,
        version=structure.version,
        name=structure.name,
        legal_family=structure.legal_family,
        region_code=structure.region_code,
        themes=structure.themes,
    )


def b2b_event_answer(site: Site, event: B2bEvent, slots: list[SlotState] | None = None) -> B2bEventAnswer:
    """Return an event as it is answered."""
    zone = ZoneInfo(zone_of(event.region_code))
    return B2bEventAnswer(
        b2b_event_id=event.b2b_event_id,
        name=event.name,
        region_code=event.region_code,
        time_zone=zone.key,
        starts_at=event.starts_at.astimezone(zone),
        ends_at=event.ends_at.astimezone(zone),
        slot_minutes=event.slot_minutes,
        tables=event.tables,
        slots=None if slots is None else [_slot_answer(slot, zone) for slot in slots],
        links={
            "self": site.absolute(f"/b2b-events/{event.b2b_event_id}"),
            "page": site.absolute(page_path(event.b2b_event_id)),
        },
    )


def meeting_answer(site: Site, meeting: Meeting) -> MeetingAnswer:
    """Return a meeting as it is answered."""
    zone = ZoneInfo(zone_of(meeting.region_code))
    return MeetingAnswer(
        meeting_id=meeting.meeting_id,
        version=meeting.version,
        state=meeting.state,
        b2b_event_id=meeting.b2b_event_id,
        slot_id=meeting.slot_id,
        structure_ids=meeting.structure_ids,
        table_number=meeting.table_number,
        starts_at=meeting.starts_at.astimezone(zone),
        ends_at=meeting.ends_at.astimezone(zone),
        links={"self": site.absolute(f"/meetings/{meeting.meeting_id}")},
    )


def _slot_answer(slot: SlotState, zone: ZoneInfo) -> SlotAnswer:
    return SlotAnswer(
        slot_id=slot.slot_id,
        number=slot.number,
        starts_at=slot.starts_at.astimezone(zone),
        ends_at=slot.ends_at.astimezone(zone),
        free_tables=slot.free_tables,
    )
