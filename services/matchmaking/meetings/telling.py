"""A meeting as it is told to others."""

from datetime import datetime
from zoneinfo import ZoneInfo

from services.matchmaking.b2b_events.rules import zone_of
from services.matchmaking.meetings.rules import Meeting, parties_of, place_of
from shared.contracts.matchmaking import MeetingChanged


def changed(meeting: Meeting, *, at: datetime) -> MeetingChanged:
    """Return its whole state, hours on the clock of the event."""
    zone = ZoneInfo(zone_of(meeting.region_code))
    return MeetingChanged(
        meeting_id=meeting.meeting_id,
        version=meeting.version,
        state=meeting.state,
        b2b_event_id=meeting.b2b_event_id,
        slot_id=meeting.slot_id,
        parties=parties_of(meeting),
        place=place_of(meeting),
        starts_at=meeting.starts_at.astimezone(zone),
        ends_at=meeting.ends_at.astimezone(zone),
        origin=meeting.origin,
        changed_at=at,
    )
