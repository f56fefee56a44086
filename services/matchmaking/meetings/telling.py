"""A meeting as it is told to others."""

from datetime import datetime
from zoneinfo import ZoneInfo

from services.matchmaking.meetings.rules import zone_of
from services.matchmaking.meetings.store import Meeting
from shared.contracts.matchmaking import MeetingChanged


def changed(meeting: Meeting, *, at: datetime) -> MeetingChanged:
    """Return its whole state, hours on the clock of the event."""
    zone = ZoneInfo(zone_of(meeting.region_code))
    return MeetingChanged(
        meeting_id=meeting.meeting_id,
        version=meeting.version,
        state=meeting.state,
        b2b_event_id=meeting.b2b_event_id,
        structure_ids=meeting.structure_ids,
        starts_at=meeting.starts_at.astimezone(zone),
        ends_at=meeting.ends_at.astimezone(zone),
        table_number=meeting.table_number,
        changed_at=at,
    )
