"""Use case: tell submission, which lists keys, when they were used at the doors of another service."""

import asyncio
from datetime import datetime

import structlog

from shared.contracts.key_uses import KEY_USES, KeyUsed
from shared.contracts.notices import Teller
from shared.identity.key_use_store import insert_told, take_uses
from shared.observability.failures import error_line
from shared.outbox.append import OutboxRow, outbox_row
from shared.postgres.database import Database, Tx

TELL_SECONDS = 60

log = structlog.get_logger(__name__)


async def tell_key_uses(tx: Tx, teller: Teller) -> None:
    """Tell the uses that were written since the last time."""
    if uses := await take_uses(tx):
        await insert_told(tx, [_told(teller, key_id, used_at) for key_id, used_at in uses])


async def tell_key_uses_now_and_then(database: Database, teller: Teller) -> None:
    """Tell them until cancelled; every worker may."""
    while True:
        await asyncio.sleep(TELL_SECONDS)
        try:
            async with database.transaction() as tx:
                await tell_key_uses(tx, teller)
        except Exception as error:  # noqa: BLE001  may fail in an outage and succeed the next time
            log.warning("key_uses_not_told", error=error_line(error))


def _told(teller: Teller, key_id: str, used_at: datetime) -> OutboxRow:
    return outbox_row(KEY_USES[teller], KeyUsed(key_id=key_id, version=int(used_at.timestamp()), used_at=used_at))
