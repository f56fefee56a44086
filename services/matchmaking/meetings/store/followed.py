"""The SQL of meetings whose structures go by another id."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.matchmaking.meetings.rules import Meeting
from services.matchmaking.meetings.store.meetings import get_meeting
from shared.outbox.append import OutboxRow, insert_outbox
from shared.postgres.database import Tx
from shared.postgres.rows import arrays

REPOINT = f"""
    WITH meeting AS (
        UPDATE meetings
        SET version = $2, first_structure_id = $3, second_structure_id = $4, changed_at = $5
        WHERE meeting_id = $1
        RETURNING meeting_id
    )
    {insert_outbox(first=6, changed="meeting", key="meeting_id")}
    """
REPOINT_PARTY = "UPDATE meeting_parties SET structure_id = $3 WHERE meeting_id = $1 AND structure_id = $2"


async def lock_meetings_of(tx: Tx, structure_ids: Sequence[UUID]) -> list[Meeting]:
    """Lock the meetings of structures, in the order of their key."""
    rows = await tx.fetch(
        """
        SELECT meeting_id
        FROM meetings
        WHERE first_structure_id = ANY($1::uuid[]) OR second_structure_id = ANY($1::uuid[])
        ORDER BY meeting_id
        FOR UPDATE
        """,
        structure_ids,
    )
    return [await get_meeting(tx, row["meeting_id"]) for row in rows]


async def repoint_meeting(tx: Tx, before: Meeting, followed: Meeting, *, at: datetime, outbox: OutboxRow) -> None:
    """Write which structures meet, with what is told of it.

    Raises ``ExclusionViolationError`` of ``meeting_parties_one_meeting_at_a_time`` where one of them is taken.
    """
    for gone_id, kept_id in zip(before.structure_ids, followed.structure_ids, strict=True):
        await tx.execute(REPOINT_PARTY, before.meeting_id, gone_id, kept_id)
    first, second = followed.structure_ids
    await tx.execute(REPOINT, followed.meeting_id, followed.version, first, second, at, *arrays(OutboxRow, [outbox]))
