"""When a key was last used: written once an hour, after the answer has left, so that no request waits for it."""

from collections.abc import Awaitable, Callable

import structlog
from cachetools import TTLCache

from shared.observability.failures import error_line
from shared.postgres.database import Database, Tx

HOUR = 3600
MOST_REMEMBERED = 1000

WriteUse = Callable[[Tx, str], Awaitable[None]]
"""Write that the key of this identifier is used now."""

log = structlog.get_logger(__name__)


class KeyUses:
    """What this process has written within the hour; another may have, and then nothing is written twice."""

    def __init__(self, database: Database, write: WriteUse) -> None:
        """Begin with nothing written."""
        self._database = database
        self._write = write
        self._written: TTLCache[str, bool] = TTLCache(MOST_REMEMBERED, HOUR)

    async def note(self, key_id: str) -> None:
        """Write that a key was used; in an outage the next use is written instead."""
        if key_id in self._written:
            return
        self._written[key_id] = True
        try:
            async with self._database.autocommit(wakes=False) as connection:
                await self._write(connection, key_id)
        except Exception as error:  # noqa: BLE001  the answer has left, and holds whatever becomes of this
            self._written.pop(key_id, None)
            log.warning("key_use_not_written", error=error_line(error))
