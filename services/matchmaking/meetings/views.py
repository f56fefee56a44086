"""The grid of an event as its page shows it: with names, or with how many tables are free."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from services.matchmaking.b2b_events.rules import B2bEvent, SlotState, zone_of
from services.matchmaking.meetings.rules import Meeting
from shared.french.dates import day, hour
from shared.french.typography import DASH, capitalised


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One slot: its hours, and how many of its tables are free."""

    day: str
    """Set on the first slot of each day after the first."""
    hours: str
    free_tables: int
    cells: list[tuple[str, str] | None]
    """Per table the names of who meets there, None where it is free; empty where nobody is to be named."""


def free_rows(event: B2bEvent, slots: Sequence[SlotState]) -> list[Row]:
    """Return the grid without names."""
    zone = ZoneInfo(zone_of(event.region_code))
    rows: list[Row] = []
    today = event.starts_at.astimezone(zone).date()
    for slot in slots:
        starts, ends = slot.starts_at.astimezone(zone), slot.ends_at.astimezone(zone)
        new_day, today = starts.date() != today, starts.date()
        rows.append(
            Row(
                day=capitalised(day(starts, year=False)) if new_day else "",
                hours=f"{hour(starts.time())}{DASH}{hour(ends.time())}",
                free_tables=slot.free_tables,
                cells=[],
            )
        )
    return rows


def grid_rows(event: B2bEvent, slots: Sequence[SlotState], meetings: Sequence[Meeting]) -> list[Row]:
    """Lay the booked meetings on the grid."""
    names: dict[tuple[UUID, int], tuple[str, str]] = {
        (meeting.slot_id, meeting.table_number): _names(meeting) for meeting in meetings
    }
    return [
        Row(
            day=row.day,
            hours=row.hours,
            free_tables=row.free_tables,
            cells=[names.get((slot.slot_id, table)) for table in range(1, event.tables + 1)],
        )
        for row, slot in zip(free_rows(event, slots), slots, strict=True)
    ]


def _names(meeting: Meeting) -> tuple[str, str]:
    """Return who meets, with a mark on whoever must not any more."""
    first, second = (
        f"{name} (n’est plus reconnue)" if gone else name
        for name, gone in zip(meeting.structure_names, meeting.gone, strict=True)
    )
    return first, second
