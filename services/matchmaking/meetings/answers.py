"""Meetings as they are answered; hours are on the clock of the event."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from services.matchmaking.b2b_events.rules import zone_of
from services.matchmaking.meetings.rules import Meeting, parties_of, place_of
from shared.contracts.matchmaking import MeetingOrigin, MeetingPlace, MeetingState
from shared.http.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyAnswer:
    """One side of a meeting."""

    participant_id: UUID
    structure_id: UUID | None
    name: str
    gone: bool
    """No longer verified when they are to meet: the meeting stays booked until somebody cancels it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingAnswer:
    """A meeting of two parties at a table."""

    meeting_id: UUID
    version: int
    state: MeetingState
    b2b_event_id: UUID
    slot_id: UUID
    parties: list[PartyAnswer]
    place: MeetingPlace
    starts_at: datetime
    ends_at: datetime
    origin: MeetingOrigin
    links: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingListAnswer:
    """A page of meetings, in the order of time and table."""

    items: list[MeetingAnswer]
    next: str | None


def meeting_answer(site: Site, meeting: Meeting) -> MeetingAnswer:
    """Return a meeting as it is answered."""
    zone = ZoneInfo(zone_of(meeting.region_code))
    return MeetingAnswer(
        meeting_id=meeting.meeting_id,
        version=meeting.version,
        state=meeting.state,
        b2b_event_id=meeting.b2b_event_id,
        slot_id=meeting.slot_id,
        parties=[
            PartyAnswer(participant_id=party.participant_id, structure_id=party.structure_id, name=name, gone=gone)
            for party, name, gone in zip(parties_of(meeting), meeting.structure_names, meeting.gone, strict=True)
        ],
        place=place_of(meeting),
        starts_at=meeting.starts_at.astimezone(zone),
        ends_at=meeting.ends_at.astimezone(zone),
        origin=meeting.origin,
        links={"self": site.absolute(f"/meetings/{meeting.meeting_id}")},
    )
