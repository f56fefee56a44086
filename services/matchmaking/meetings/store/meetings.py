"""SQL of meetings: the statements that book and cancel, each with what it tells, and those that read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from asyncpg import Range

from services.matchmaking.meetings.errors import MeetingUnknown
from services.matchmaking.meetings.rules import Meeting
from shared.contracts.matchmaking import MeetingOrigin, MeetingState
from shared.outbox.append import OutboxRow, insert_outbox
from shared.postgres.database import Tx
from shared.postgres.rows import SqlType, arrays, columns, unnest, width

Position = tuple[datetime, int, UUID]
"""Where a list goes on: start, table and id of the last one shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """A row of ``meetings``."""

    meeting_id: UUID
    version: int
    state: MeetingState
    origin: MeetingOrigin
    slot_id: UUID
    during: Annotated[Range[datetime], SqlType("tstzrange")]
    tables: int
    table_number: int
    first_structure_id: UUID
    second_structure_id: UUID
    changed_at: datetime


INSERT = f"""
    WITH meeting AS (
        INSERT INTO meetings ({columns(MeetingRow)})
        SELECT {columns(MeetingRow)}
        FROM {unnest(MeetingRow)}
        RETURNING meeting_id, during, first_structure_id, second_structure_id
    ), parties AS (
        -- In the order of identifiers, whoever comes first: two bookings of one pair must not wait for each other.
        INSERT INTO meeting_parties (meeting_id, structure_id, during)
        SELECT meeting_id, structure_id, during
        FROM meeting
        CROSS JOIN unnest(ARRAY[first_structure_id, second_structure_id]) AS structure_id
        ORDER BY structure_id
    )
    {insert_outbox(first=width(MeetingRow) + 1, changed="meeting", key="meeting_id")}
    """
CANCEL = f"""
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
    {insert_outbox(first=5, changed="meeting", key="meeting_id")}
    """


async def insert_meeting(tx: Tx, meeting: Meeting, *, tables: int, at: datetime, outbox: OutboxRow) -> None:
    """Write a meeting, both its parties and what is told of it, in one statement: there are no half meetings.

    Raises ``UniqueViolationError`` of ``meetings_one_per_table`` where the table is taken, ``ExclusionViolationError``
    of ``meeting_parties_one_meeting_at_a_time`` where a party is.
    """
    first, second = meeting.structure_ids
    row = MeetingRow(
        meeting_id=meeting.meeting_id,
        version=meeting.version,
        state=meeting.state,
        origin=meeting.origin,
        slot_id=meeting.slot_id,
        during=Range(meeting.starts_at, meeting.ends_at),
        tables=tables,
        table_number=meeting.table_number,
        first_structure_id=first,
        second_structure_id=second,
        changed_at=at,
    )
    await insert_row(tx, row, outbox)


async def insert_row(tx: Tx, row: MeetingRow, outbox: OutboxRow) -> None:
    """Do the same with a row that is made already."""
    await tx.execute(INSERT, *arrays(MeetingRow, [row]), *arrays(OutboxRow, [outbox]))


async def cancel_meeting(tx: Tx, meeting: Meeting, *, at: datetime, outbox: OutboxRow) -> None:
    """Mark a locked meeting as cancelled and set its parties and its table free, with what is told of it."""
    await tx.execute(CANCEL, meeting.meeting_id, meeting.version, meeting.state, at, *arrays(OutboxRow, [outbox]))


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
    region_code: str | None = None,
    structure_id: UUID | None = None,
    state: MeetingState | None = None,
    after: Position | None = None,
) -> list[Meeting]:
    """Return meetings in the order of time and table; each filter left out asks for all."""
    rows = await tx.fetch(
        """
        SELECT
            meeting_id,
            meetings.version,
            state,
            origin,
            slots.b2b_event_id,
            b2b_events.region_code,
            slot_id,
            first_structure_id,
            second_structure_id,
            coalesce(first.usual_name, first.name) AS first_name,
            coalesce(second.usual_name, second.name) AS second_name,
            first.gone OR coalesce(first.verified_until <= lower(meetings.during), false) AS first_gone,
            second.gone OR coalesce(second.verified_until <= lower(meetings.during), false) AS second_gone,
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
            AND ($3::text IS NULL OR b2b_events.region_code = $3)
            AND ($4::uuid IS NULL OR $4 IN (first_structure_id, second_structure_id))
            AND ($5::text IS NULL OR state = $5)
            AND ($6::timestamptz IS NULL OR (lower(meetings.during), table_number, meeting_id) > ($6, $7, $8))
        ORDER BY lower(meetings.during), table_number, meeting_id
        LIMIT $9
        """,
        meeting_id,
        b2b_event_id,
        region_code,
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
        origin=row["origin"],
        b2b_event_id=row["b2b_event_id"],
        region_code=row["region_code"],
        slot_id=row["slot_id"],
        structure_ids=(row["first_structure_id"], row["second_structure_id"]),
        structure_names=(row["first_name"], row["second_name"]),
        table_number=row["table_number"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        gone=(row["first_gone"], row["second_gone"]),
    )
