"""The SQL of meetings that a restore made the tables forget."""

from datetime import datetime
from uuid import UUID

from services.matchmaking.meetings.rules import Meeting
from services.matchmaking.meetings.store.meetings import list_meetings
from shared.outbox.append import OutboxRow, insert_outbox
from shared.postgres.database import Tx
from shared.postgres.rows import one_row, values

LIST_KNOWN = """
    SELECT meeting_id, told.version, told.changed_at
    FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[]) AS told (meeting_id, version, changed_at)
    LEFT JOIN meetings AS known USING (meeting_id)
    LEFT JOIN lost_meetings AS lost USING (meeting_id)
    WHERE known.version > told.version
        OR (known.version = told.version AND known.changed_at = told.changed_at)
        OR lost.version >= told.version
    """
"""Those of the states that the tables have as they were told, or later."""
RAISE = f"""
    WITH meeting AS (
        UPDATE meetings
        SET version = $2, changed_at = $3
        WHERE meeting_id = $1
        RETURNING meeting_id
    )
    {insert_outbox(first=4, changed="meeting", key="meeting_id", source=one_row)}
    """
LOSE = f"""
    WITH meeting AS (
        INSERT INTO lost_meetings (meeting_id, version)
        VALUES ($1, $2)
        ON CONFLICT (meeting_id) DO UPDATE SET version = excluded.version
        RETURNING meeting_id
    )
    {insert_outbox(first=3, changed="meeting", key="meeting_id", source=one_row)}
    """


async def find_locked(tx: Tx, meeting_id: UUID) -> Meeting | None:
    """Return a meeting that nobody else changes before the transaction ends."""
    await tx.execute("SELECT FROM meetings WHERE meeting_id = $1 FOR UPDATE", meeting_id)
    found = await list_meetings(tx, meeting_id=meeting_id, limit=1)
    return found[0] if found else None


async def find_tables(tx: Tx, slot_id: UUID) -> int | None:
    """Return how many tables a slot has; None where there is no such slot."""
    found: int | None = await tx.fetchval("SELECT tables FROM slots WHERE slot_id = $1", slot_id)
    return found


async def raise_version(tx: Tx, meeting: Meeting, *, at: datetime, outbox: OutboxRow) -> None:
    """Tell a meeting as it is under another version."""
    await tx.execute(RAISE, meeting.meeting_id, meeting.version, at, *values(OutboxRow, outbox))


async def lose_meeting(tx: Tx, meeting_id: UUID, version: int, outbox: OutboxRow) -> None:
    """Remember that a meeting without a row was told as cancelled."""
    await tx.execute(LOSE, meeting_id, version, *values(OutboxRow, outbox))
