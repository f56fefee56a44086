"""Work of the clock: addresses of people who did not answer an invitation are forgotten."""

import asyncio

import structlog

from services.submission.teams.store import delete_old_invitations
from shared.observability.failures import error_line
from shared.postgres.database import Database

PAUSE_SECONDS = 3600

log = structlog.get_logger(__name__)


async def forget_invitations_now_and_then(database: Database, *, seconds: float = PAUSE_SECONDS) -> None:
    """Forget those that are over, and again after ``seconds``, until cancelled."""
    while True:
        try:
            async with database.transaction() as tx:
                await delete_old_invitations(tx)
        except Exception as error:  # noqa: BLE001  may fail in an outage and succeed the next time
            log.warning("invitations_not_forgotten", error=error_line(error))
        await asyncio.sleep(seconds)
