"""The grid of an event as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from services.matchmaking.events.store import B2bEvent, SlotState
from services.matchmaking.meetings.rules import zone_of
from services.matchmaking.meetings.store import Meeting
from shared.geography.regions import chamber_of, region
from shared.http.french import day, hour
from shared.http.typography import capitalised


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One slot: its hours, and per table the names of who meets there, None where it is free."""

    day: str
    """Set on the first slot of each day after the first."""
    hours: str
    cells: list[tuple[str, str] | None]
    free_tables: int


def grid_rows(event: B2bEvent, slots: Sequence[SlotState], meetings: Sequence[Meeting]) -> list[Row]:
    """Lay the booked meetings on the grid."""
    zone = ZoneInfo(zone_of(event.region_code))
    names: dict[tuple[UUID, int], tuple[str, str]] = {
        (meeting.slot_id, meeting.table_number): meeting.structure_names for meeting in meetings
    }
    rows: list[Row] = []
    today = event.starts_at.astimezone(zone).date()
    for slot in slots:
        starts, ends = slot.starts_at.astimezone(zone), slot.ends_at.astimezone(zone)
        new_day, today = starts.date() != today, starts.date()
        cells = [names.get((slot.slot_id, table)) for table in range(1, event.tables + 1)]
        rows.append(
            Row(
                day=capitalised(day(starts, year=False)) if new_day else "",
                hours=f"{hour(starts.time())} – {hour(ends.time())}",
                cells=cells,
                free_tables=cells.count(None),
            )
        )
    return rows


def place_line(event: B2bEvent) -> str:
    """``Bretagne, à l’invitation de la CRESS Bretagne``."""
    place = region(event.region_code)
    chamber = chamber_of(event.region_code)
    article = "l’" if chamber[0] in "aeéiou" else "la "
    return f"{place.name if place else event.region_code}, à l’invitation de {article}{chamber}"
