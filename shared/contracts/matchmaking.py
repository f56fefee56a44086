"""What the matchmaking service tells."""

from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from shared.contracts.content import Instant
from shared.contracts.stream import Stream
from shared.contracts.vocabulary import documented

MeetingState = Literal["booked", "cancelled"]
MeetingPlaceKind = Literal["table", "room", "link"]
MeetingOrigin = Literal["chamber", "request", "plan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingParty:
    """One side of a meeting."""

    participant_id: UUID
    """Who takes part in the B2B event."""
    structure_id: UUID | None
    """The verified structure it is; None for a guest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlace:
    """Where two parties meet."""

    kind: Annotated[str, documented(MeetingPlaceKind)]
    label: str
    """For people: ``Table 4``, ``Salle Jaurès``."""
    number: int | None = None
    """Of the table."""
    url: str | None = None
    """Of the video meeting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingChanged:
    """A business meeting, after each change."""

    meeting_id: UUID
    version: int
    state: Annotated[str, documented(MeetingState)]
    b2b_event_id: UUID
    slot_id: UUID
    parties: tuple[MeetingParty, ...]
    """Two, in the order of the booking."""
    place: MeetingPlace
    starts_at: Instant
    ends_at: Instant
    origin: Annotated[str, documented(MeetingOrigin)]
    """How it came about: booked by a chamber, asked for by one party, or planned."""
    changed_at: Instant


MEETINGS = Stream(
    topic="ess.internal.matchmaking.meetings.v1",
    contract=MeetingChanged,
    key="meeting_id",
    source="/matchmaking",
    type="fr.mois-ess.meeting-changed.v1",
)
