"""Work of the clock: a transaction every so many seconds, through every outage."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from shared.observability.failures import error_line
from shared.postgres.database import Database, Tx

log = structlog.get_logger(__name__)


async def run_periodically(
    database: Database, work: Callable[[Tx], Awaitable[object]], *, every: float, failed: str
) -> None:
    """Do ``work`` in a transaction of its own, and again after ``every`` seconds, until cancelled.

    What fails, in an outage for instance, is logged as the event ``failed`` and tried again the next time.
    """
    while True:
        try:
            async with database.transaction() as tx:
                await work(tx)
        except Exception as error:  # noqa: BLE001  may fail in an outage and succeed the next time
            log.warning(failed, error=error_line(error))
        await asyncio.sleep(every)
