"""Work of the clock: files are forgotten after a month, and with them what they say of people."""

import asyncio

import structlog

from services.submission.imports.sent_file import KEPT
from services.submission.imports.store.files import delete_old_imports
from shared.observability.failures import error_line
from shared.postgres.database import Database

PAUSE_SECONDS = 3600

log = structlog.get_logger(__name__)


async def forget_imports_now_and_then(database: Database, *, seconds: float = PAUSE_SECONDS) -> None:
    """Forget those that are over, and again after ``seconds``, until cancelled."""
    while True:
        try:
            async with database.transaction() as tx:
                await delete_old_imports(tx, KEPT)
        except Exception as error:  # noqa: BLE001  may fail in an outage and succeed the next time
            log.warning("imports_not_forgotten", error=error_line(error))
        await asyncio.sleep(seconds)
