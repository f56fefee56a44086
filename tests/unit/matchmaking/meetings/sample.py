from datetime import UTC, datetime, timedelta

from services.matchmaking.meetings.rules import Meeting
from tests.support.builders import some_id

EVENT = some_id(1)
NOW = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)
MEETING = Meeting(
    meeting_id=some_id(3),
    version=1,
    state="booked",
    origin="chamber",
    b2b_event_id=EVENT,
    region_code="53",
    slot_id=some_id(4),
    structure_ids=(some_id(6), some_id(5)),
    structure_names=("La Lanterne", "Le Fournil"),
    table_number=4,
    starts_at=NOW,
    ends_at=NOW + timedelta(minutes=15),
)
