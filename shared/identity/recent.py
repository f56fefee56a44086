"""Accounts and session keys that were asked about a moment ago: looked up twice a second, not once a request."""

import time
from collections.abc import Callable
from uuid import UUID

from cachetools import TTLCache

from shared.identity import store
from shared.identity.store import KnownAccount
from shared.postgres.database import Database

REMEMBERED_SECONDS = 0.5
"""Whoever is revoked opens nothing a second later, the way of the word to every service included."""
MOST_REMEMBERED = 1000
SESSION_KEYS_SECONDS = 30


class Recent:
    """What the tables said a moment ago; accounts that are unknown are not remembered, so that guesses take no room."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with none; ``clock`` counts seconds."""
        self._database = database
        self._clock = clock
        self._accounts: TTLCache[str | UUID, KnownAccount] = TTLCache(MOST_REMEMBERED, REMEMBERED_SECONDS, timer=clock)
        self._session_keys: dict[str, str] = {}
        self._session_keys_at = -float("inf")

    async def account(self, account_id: UUID) -> KnownAccount | None:
        """Return an account, None where there is none; raises ``Unavailable`` without a database."""
        found = self._accounts.get(account_id)
        if found is None:
            async with self._database.autocommit(wakes=False) as connection:
                found = await store.find_account(connection, account_id)
            self._remember(account_id, found)
        return found

    async def account_with_key(self, key_id: str) -> KnownAccount | None:
        """Return the account that holds an access key; raises ``Unavailable`` without a database."""
        found = self._accounts.get(key_id)
        if found is None:
            async with self._database.autocommit(wakes=False) as connection:
                found = await store.find_account_by_key(connection, key_id)
            self._remember(key_id, found)
        return found

    async def session_key(self, key_id: str) -> str | None:
        """Return a public key, None where there is none; raises ``Unavailable`` without a database.

        There are two or three, so all are read at once; for one that is not among them, once in half a second.
        """
        age = self._clock() - self._session_keys_at
        if age > SESSION_KEYS_SECONDS or (key_id not in self._session_keys and age > REMEMBERED_SECONDS):
            async with self._database.autocommit(wakes=False) as connection:
                self._session_keys = await store.list_session_keys(connection)
            self._session_keys_at = self._clock()
        return self._session_keys.get(key_id)

    def _remember(self, asked: str | UUID, found: KnownAccount | None) -> None:
        if found is not None:
            self._accounts[asked] = found
