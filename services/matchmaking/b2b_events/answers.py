"""B2B events as they are answered; hours are on the clock of the event."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from services.matchmaking.b2b_events.rules import B2bEvent, SlotState, zone_of
from shared.http.site import Site


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


def page_path(b2b_event_id: UUID) -> str:
    """Return the path of an event's page."""
    return f"/rencontres/{b2b_event_id}"


def b2b_event_answer(site: Site, event: B2bEvent, slots: Sequence[SlotState] | None = None) -> B2bEventAnswer:
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


def _slot_answer(slot: SlotState, zone: ZoneInfo) -> SlotAnswer:
    return SlotAnswer(
        slot_id=slot.slot_id,
        number=slot.number,
        starts_at=slot.starts_at.astimezone(zone),
        ends_at=slot.ends_at.astimezone(zone),
        free_tables=slot.free_tables,
    )
