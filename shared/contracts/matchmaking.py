"""What the matchmaking service tells."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from shared.contracts.content import Instant
from shared.contracts.stream import Stream


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingChanged:
    """A business meeting between two structures, after each change."""

    meeting_id: UUID
    version: int
    state: Literal["booked", "cancelled"]
    b2b_event_id: UUID
    structure_ids: tuple[UUID, UUID]
    starts_at: Instant
    ends_at: Instant
    table_number: int
    changed_at: Instant


MEETINGS = Stream(
    topic="ess.internal.matchmaking.meetings.v1",
    contract=MeetingChanged,
    key="meeting_id",
    source="/matchmaking",
    type="fr.mois-ess.meeting-changed.v1",
)
