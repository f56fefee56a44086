"""Work of the clock: old drafts are forgotten, parked forms after a day; reminders follow the cut-offs."""

import asyncio

import structlog

from services.submission.drafts.remind import set_reminders
from services.submission.drafts.rules import KEPT, PARKED
from services.submission.drafts.store import delete_old
from shared.clock import at_present
from shared.observability.failures import error_line
from shared.postgres.database import Database

PAUSE_SECONDS = 3600

log = structlog.get_logger(__name__)


async def tend_drafts_now_and_then(database: Database, *, seconds: float = PAUSE_SECONDS) -> None:
    """Forget what is over and set reminders, and again after ``seconds``, until cancelled."""
    while True:
        try:
            async with database.transaction() as tx:
                await delete_old(tx, kept=KEPT, parked=PARKED)
                await set_reminders(tx, now=at_present())
        except Exception as error:  # noqa: BLE001  may fail in an outage and succeed the next time
            log.warning("drafts_not_tended", error=error_line(error))
        await asyncio.sleep(seconds)
