"""SQL of meetings: the statements that book and cancel, each with what it tells, and those that read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from services.matchmaking.meetings.errors import MeetingUnknown
from shared.contracts.matchmaking import MeetingChanged
from shared.outbox.append import OutboxRow
from shared.postgres.database import Tx

State = Literal["booked", "cancelled"]
Position = tuple[datetime, int, UUID]
"""Where a list goes on: start, table and id of the last one shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting as it stands."""

    meeting_id: UUID
    version: int
    state: State
    b2b_event_id: UUID
    region_code: str
    slot_id: UUID
    structure_ids: tuple[UUID, UUID]
    """In the order of the booking."""
    structure_names: tuple[str, str]
    """As they are called now."""
    table_number: int
    starts_at: datetime
    ends_at: datetime


async def insert_meeting(tx: Tx, event: MeetingChanged, *, slot_id: UUID, tables: int, outbox: OutboxRow) -> None:
    """Write a meeting, both its parties and what is told of it, in one statement: there are no half meetings.

    Raises ``UniqueViolationError`` of ``meetings_one_per_table`` where the table is taken, ``ExclusionViolationError``
    of ``meeting_parties_one_meeting_at_a_time`` where a party is.
    """
    await tx.execute(
        """
        WITH meeting AS (
            INSERT INTO meetings (
                meeting_id, version, state, slot_id, during, tables, table_number,
                first_structure_id, second_structure_id, changed_at
            )
            VALUES ($1, $2, $3, $4, tstzrange($5, $6), $7, $8, $9, $10, $11)
            RETURNING meeting_id, during, first_structure_id, second_structure_id
        ), parties AS (
            -- In the order of identifiers, whoever comes first: two bookings of one pair must not wait for each other.
            INSERT INTO meeting_parties (meeting_id, structure_id, during)
            SELECT meeting_id, structure_id, during
            FROM meeting
            CROSS JOIN unnest(ARRAY[first_structure_id, second_structure_id]) AS structure_id
            ORDER BY structure_id
        )
        INSERT INTO outbox (topic, key, version, headers, payload)
        SELECT $12, $13, $14, $15, $16
        FROM meeting
        """,
        event.meeting_id,
        event.version,
        event.state,
        slot_id,
        event.starts_at,
        event.ends_at,
        tables,
        event.table_number,
        *event.structure_ids,
        event.changed_at,
        *outbox.values(),
    )


async def cancel_meeting(tx: Tx, event: MeetingChanged, *, outbox: OutboxRow) -> None:
    """Mark a locked meeting as cancelled and set its parties and its table free, with what is told of it."""
    await tx.execute(
        """
        WITH meeting AS (
            UPDATE meetings
            SET version = $2, state = $3, changed_at = $4
            WHERE meeting_id = $1
            RETURNING meeting_id
        ), freed AS (
            DELETE FROM meeting_parties
            USING meeting
            WHERE meeting_parties.meeting_id = meeting.meeting_id
        )
        INSERT INTO outbox (topic, key, version, headers, payload)
        SELECT $5, $6, $7, $8, $9
        FROM meeting
        """,
        event.meeting_id,
        event.version,
        event.state,
        event.changed_at,
        *outbox.values(),
    )


async def get_meeting(tx: Tx, meeting_id: UUID) -> Meeting:
    """Return a meeting; raises ``MeetingUnknown``."""
    found = await list_meetings(tx, meeting_id=meeting_id, limit=1)
    if not found:
        raise MeetingUnknown("Aucun rendez-vous ne porte cet identifiant : vérifiez-le dans la liste des rendez-vous.")
    return found[0]


async def lock_meeting(tx: Tx, meeting_id: UUID) -> Meeting:
    """Return a meeting that nobody else changes before this transaction ends; raises ``MeetingUnknown``."""
    await tx.execute("SELECT FROM meetings WHERE meeting_id = $1 FOR UPDATE", meeting_id)
    return await get_meeting(tx, meeting_id)


async def list_meetings(
    tx: Tx,
    *,
    limit: int,
    meeting_id: UUID | None = None,
    b2b_event_id: UUID | None = None,
    structure_id: UUID | None = None,
    state: State | None = None,
    after: Position | None = None,
) -> list[Meeting]:
    """Return meetings in the order of time and table; each filter left out asks for all."""
    rows = await tx.fetch(
        """
        SELECT
            meeting_id,
            meetings.version,
            state,
            slots.b2b_event_id,
            b2b_events.region_code,
            slot_id,
            first_structure_id,
            second_structure_id,
            first.name AS first_name,
            second.name AS second_name,
            table_number,
            lower(meetings.during) AS starts_at,
            upper(meetings.during) AS ends_at
        FROM meetings
        JOIN slots USING (slot_id)
        JOIN b2b_events USING (b2b_event_id)
        JOIN structures AS first ON first.structure_id = first_structure_id
        JOIN structures AS second ON second.structure_id = second_structure_id
        WHERE ($1::uuid IS NULL OR meeting_id = $1)
            AND ($2::uuid IS NULL OR slots.b2b_event_id = $2)
            AND ($3::uuid IS NULL OR $3 IN (first_structure_id, second_structure_id))
            AND ($4::text IS NULL OR state = $4)
            AND ($5::timestamptz IS NULL OR (lower(meetings.during), table_number, meeting_id) > ($5, $6, $7))
        ORDER BY lower(meetings.during), table_number, meeting_id
        LIMIT $8
        """,
        meeting_id,
        b2b_event_id,
        structure_id,
        state,
        *(after or (None, None, None)),
        limit,
    )
    return [_meeting(row) for row in rows]


def _meeting(row: Any) -> Meeting:
    return Meeting(
        meeting_id=row["meeting_id"],
        version=row["version"],
        state=row["state"],
        b2b_event_id=row["b2b_event_id"],
        region_code=row["region_code"],
        slot_id=row["slot_id"],
        structure_ids=(row["first_structure_id"], row["second_structure_id"]),
        structure_names=(row["first_name"], row["second_name"]),
        table_number=row["table_number"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
    )
