"""Use case: meetings of a structure that goes by another id are meetings of that id."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import asyncpg

from services.matchmaking.meetings.rules import Meeting
from services.matchmaking.meetings.store.followed import lock_meetings_of, repoint_meeting
from services.matchmaking.meetings.telling import changed
from shared.contracts.eligibility import StructureVerified
from shared.contracts.matchmaking import MEETINGS
from shared.kafka.records import Received
from shared.outbox.append import outbox_row
from shared.postgres.database import Tx


async def follow_structures(tx: Tx, received: Sequence[Received[StructureVerified]]) -> None:
    """Lead meetings on to the ids that replace others, past ones too; what was heard may be heard again.

    A meeting stays with the id that is gone where the other one has a meeting at the same time or is the other party:
    it is shown as one that cannot take place.
    """
    replaced = {gone_id: item.event.structure_id for item in received if item.event for gone_id in item.event.replaces}
    if not replaced:
        return
    for meeting in await lock_meetings_of(tx, sorted(replaced)):
        await _lead_on(tx, meeting, replaced)


async def _lead_on(tx: Tx, meeting: Meeting, replaced: Mapping[UUID, UUID]) -> None:
    first, second = (replaced.get(one, one) for one in meeting.structure_ids)
    if first == second:
        return
    at = datetime.now(UTC)
    followed = replace(meeting, version=meeting.version + 1, structure_ids=(first, second))
    try:
        async with tx.transaction():
            await repoint_meeting(tx, meeting, followed, at=at, outbox=outbox_row(MEETINGS, changed(followed, at=at)))
    except asyncpg.ExclusionViolationError as error:
        if error.constraint_name != "meeting_parties_one_meeting_at_a_time":
            raise
