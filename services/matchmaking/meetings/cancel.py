"""Use case: cancel a meeting; its parties and its table are free again, its row stays."""

from dataclasses import replace
from datetime import UTC, datetime

from services.matchmaking.meetings.errors import AlreadyCancelled
from services.matchmaking.meetings.rules import Meeting
from services.matchmaking.meetings.store.meetings import cancel_meeting
from services.matchmaking.meetings.telling import changed
from shared.contracts.matchmaking import MEETINGS
from shared.outbox.append import outbox_row
from shared.postgres.database import Tx
from shared.versions import require_version


async def cancel(tx: Tx, meeting: Meeting, *, expected_version: int) -> Meeting:
    """Cancel a locked meeting; raises ``VersionChanged`` and ``AlreadyCancelled``."""
    require_version(expected_version, meeting.version)
    if meeting.state == "cancelled":
        raise AlreadyCancelled("Il n’y a plus rien à annuler : la table et les deux structures sont déjà libres.")
    cancelled = replace(meeting, version=meeting.version + 1, state="cancelled")
    at = datetime.now(UTC)
    await cancel_meeting(tx, cancelled, at=at, outbox=outbox_row(MEETINGS, changed(cancelled, at=at)))
    return cancelled
