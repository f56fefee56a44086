"""Work of the clock: programmes that nobody opens any more are forgotten."""

import asyncio
from datetime import timedelta

import structlog

from services.programme.favourites.store import delete_unopened
from shared.observability.failures import error_line
from shared.postgres.database import Database

KEPT = timedelta(days=400)
"""From one season to the next."""
PAUSE_SECONDS = 3600

log = structlog.get_logger(__name__)


async def forget_programmes_now_and_then(database: Database, *, seconds: float = PAUSE_SECONDS) -> None:
    """Forget those, and again after ``seconds``, until cancelled."""
    while True:
        try:
            async with database.transaction() as tx:
                await delete_unopened(tx, KEPT)
        except Exception as error:  # noqa: BLE001  may fail in an outage and succeed the next time
            log.warning("own_programmes_not_forgotten", error=error_line(error))
        await asyncio.sleep(seconds)
