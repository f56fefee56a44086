"""Use case: after a restore, meetings that the topic alone still knows are booked again, or taken back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import asyncpg
from asyncpg import Range

from services.matchmaking.meetings.rules import Meeting
from services.matchmaking.meetings.store.forgotten import (
    LIST_KNOWN,
    find_locked,
    find_tables,
    lose_meeting,
    raise_version,
)
from services.matchmaking.meetings.store.meetings import MeetingRow, cancel_meeting, insert_row
from services.matchmaking.meetings.telling import changed
from shared.contracts.matchmaking import MEETINGS, MeetingChanged, MeetingOrigin
from shared.contracts.vocabulary import known
from shared.kafka.records import Received
from shared.outbox.append import outbox_row
from shared.outbox.numbered import NumberedStream, Reconciled, unknown_to
from shared.outbox.reconcile import ReconcileRefused, next_version
from shared.postgres.database import Tx

OF_STRUCTURES = ("meetings_first_structure_id_fkey", "meetings_second_structure_id_fkey")


def numbered_meetings() -> NumberedStream[MeetingChanged]:
    """Return the stream of meetings."""
    return NumberedStream(
        stream=MEETINGS,
        find_unknown=unknown_to(LIST_KNOWN, at=lambda event: event.changed_at),
        reconcile=reconcile_meeting,
    )


async def reconcile_meeting(tx: Tx, forgotten: Sequence[Received[MeetingChanged]]) -> Reconciled:
    """Take the last state over; a meeting whose table, party or event was lost or given away since is cancelled.

    Raises ``ReconcileRefused`` where the structures have not been heard again yet.
    """
    events = [item.event for item in forgotten if item.event]
    last, at = events[-1], datetime.now(UTC)
    present = await find_locked(tx, last.meeting_id)
    version = next_version(present.version if present else None, forgotten)
    told = replace(last, version=version, changed_at=at)
    if present is not None:
        return await _go_on(tx, replace(present, version=version), events, told, at=at)
    if last.state == "booked" and await _book_again(tx, told):
        return Reconciled(key=str(last.meeting_id), version=version, outcome="adopted")
    await lose_meeting(tx, last.meeting_id, version, outbox_row(MEETINGS, replace(told, state="cancelled")))
    return Reconciled(key=str(last.meeting_id), version=version, outcome="taken_back")


async def _go_on(
    tx: Tx, present: Meeting, events: Sequence[MeetingChanged], told: MeetingChanged, *, at: datetime
) -> Reconciled:
    """Cancel what was cancelled before the restore; what was changed since holds."""
    if present.state == "booked" and events[-1].state == "cancelled":
        cancelled = replace(present, state="cancelled")
        await cancel_meeting(tx, cancelled, at=at, outbox=outbox_row(MEETINGS, changed(cancelled, at=at)))
        return Reconciled(key=str(present.meeting_id), version=present.version, outcome="adopted")
    await raise_version(tx, present, at=at, outbox=outbox_row(MEETINGS, changed(present, at=at)))
    return Reconciled(key=str(told.meeting_id), version=present.version, outcome="raised")


async def _book_again(tx: Tx, told: MeetingChanged) -> bool:
    row = _row(told, await find_tables(tx, told.slot_id))
    if row is None:
        return False
    try:
        async with tx.transaction():
            await insert_row(tx, row, outbox_row(MEETINGS, told))
    except asyncpg.ForeignKeyViolationError as error:
        if error.constraint_name not in OF_STRUCTURES:
            return False
        raise ReconcileRefused(
            f"Une structure du rendez-vous {told.meeting_id} n’a pas encore été relue depuis la restauration : "
            "démarrez matchmaking, attendez que « moisess groups lag » ne montre plus de retard, puis recommencez."
        ) from error
    except (asyncpg.UniqueViolationError, asyncpg.ExclusionViolationError):
        return False
    return True


def _row(told: MeetingChanged, tables: int | None) -> MeetingRow | None:
    """Return the row of a meeting as it was told; None where its slot is not there, or it was not at a table."""
    first, second = (party.structure_id for party in told.parties)
    if tables is None or told.place.number is None or first is None or second is None:
        return None
    return MeetingRow(
        meeting_id=told.meeting_id,
        version=told.version,
        state="booked",
        origin=known(told.origin, MeetingOrigin, "chamber"),
        slot_id=told.slot_id,
        during=Range(told.starts_at, told.ends_at),
        tables=tables,
        table_number=told.place.number,
        first_structure_id=first,
        second_structure_id=second,
        changed_at=told.changed_at,
    )
