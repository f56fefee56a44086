"""Work of the clock: a step every so many seconds, through every outage."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from shared.observability.failures import error_line
from shared.postgres.database import Database, Tx

log = structlog.get_logger(__name__)


async def repeat(step: Callable[[], Awaitable[bool | None]], *, every: float, failed: str) -> None:
    """Take ``step``, and again after ``every`` seconds, or at once where it returns True, until cancelled.

    What fails, in an outage for instance, is logged as the event ``failed`` and tried again the next time.
    """
    while True:
        more = False
        try:
            more = bool(await step())
        except Exception as error:  # noqa: BLE001  may fail in an outage and succeed the next time
            log.warning(failed, error=error_line(error))
        if not more:
            await asyncio.sleep(every)


async def run_periodically(
    database: Database, work: Callable[[Tx], Awaitable[object]], *, every: float, failed: str
) -> None:
    """Repeat ``work``, each time in a transaction of its own."""

    async def step() -> None:
        async with database.transaction() as tx:
            await work(tx)

    await repeat(step, every=every, failed=failed)
