"""Work of the clock: signing keys are turned, what is over is forgotten."""

import asyncio

import structlog

from services.submission.accounts.openid.store import delete_old
from services.submission.accounts.signing_keys import turn_keys
from services.submission.accounts.store.links import delete_old_links
from services.submission.accounts.store.sessions import delete_old_endings
from shared.clock import at_present
from shared.observability.failures import error_line
from shared.postgres.database import Database

TEND_SECONDS = 600

log = structlog.get_logger(__name__)


async def tend_now_and_then(database: Database, *, seconds: float = TEND_SECONDS) -> None:
    """Tend, and again after ``seconds``, until cancelled."""
    while True:
        try:
            async with database.transaction() as tx:
                await turn_keys(tx, at_present())
                await delete_old_endings(tx)
                await delete_old(tx)
                await delete_old_links(tx)
        except Exception as error:  # noqa: BLE001  may fail in an outage and succeed the next time
            log.warning("accounts_not_tended", error=error_line(error))
        await asyncio.sleep(seconds)
