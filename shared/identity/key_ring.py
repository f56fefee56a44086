"""The access keys that programs send with every request: each is looked up once a second, not once a request."""

import time
from collections.abc import Callable

from cachetools import TTLCache

from shared.identity.store import KeyRow, find_key
from shared.postgres.database import Database

REMEMBERED_SECONDS = 1
MOST_REMEMBERED = 1000


class KeyRing:
    """Keys that were seen a moment ago; one that is revoked opens nothing more a second later.

    What is unknown is not remembered: a new key opens at once, and guesses take no room.
    """

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with none; ``clock`` counts seconds."""
        self._database = database
        self._remembered: TTLCache[str, KeyRow] = TTLCache(MOST_REMEMBERED, REMEMBERED_SECONDS, timer=clock)

    async def find(self, key_id: str) -> KeyRow | None:
        """Return the key, revoked or not, None where there is none; raises ``Unavailable`` without a database."""
        row = self._remembered.get(key_id)
        if row is None:
            async with self._database.autocommit(wakes=False) as connection:
                row = await find_key(connection, key_id)
            if row is not None:
                self._remembered[key_id] = row
        return row
