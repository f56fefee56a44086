"""Use case: tell submission, which lists keys, when they were used at the doors of another service."""

import asyncio
from datetime import datetime

from shared.contracts.key_uses import KEY_USES, KeyUsed
from shared.contracts.notices import Teller
from shared.identity.key_use_store import take_uses
from shared.outbox.append import OutboxRow, outbox_row
from shared.outbox.tell import tell
from shared.periodic import run_periodically
from shared.postgres.database import Database, Tx

TELL_SECONDS = 60


async def tell_key_uses(tx: Tx, teller: Teller) -> None:
    """Tell the uses that were written since the last time."""
    if uses := await take_uses(tx):
        await tell(tx, [_told(teller, key_id, used_at) for key_id, used_at in uses])


async def tell_key_uses_now_and_then(database: Database, teller: Teller) -> None:
    """Tell them until cancelled, a minute after the start for the first time; every worker may."""
    await asyncio.sleep(TELL_SECONDS)
    await run_periodically(
        database, lambda tx: tell_key_uses(tx, teller), every=TELL_SECONDS, failed="key_uses_not_told"
    )


def _told(teller: Teller, key_id: str, used_at: datetime) -> OutboxRow:
    return outbox_row(KEY_USES[teller], KeyUsed(key_id=key_id, version=int(used_at.timestamp()), used_at=used_at))
