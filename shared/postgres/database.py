"""A pool and its transactions: the only way a service reaches its database."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Literal

import asyncpg
import msgspec

from shared.errors import OutcomeUnknown, Unavailable
from shared.postgres.faults import hides_outcome, is_transient

if TYPE_CHECKING:
    from asyncpg.pool import PoolConnectionProxy

    Tx = PoolConnectionProxy[asyncpg.Record]
else:
    Tx = asyncpg.pool.PoolConnectionProxy

Isolation = Literal["read_committed", "repeatable_read", "serializable"]

ACQUIRE_SECONDS = 5
STATEMENT_SECONDS = 30
RETRY_SECONDS = 2


class Database:
    """One pool on one database; it connects on first use, so a service starts before its database does."""

    def __init__(self, url: str, *, max_size: int = 10, application_name: str = "mois-ess") -> None:
        """Keep the address; nothing is connected yet."""
        self._url = url
        self._max_size = max_size
        self._application_name = application_name
        self._pool: asyncpg.Pool[asyncpg.Record] | None = None
        self._opening = asyncio.Lock()
        self._after_commit: list[Callable[[], None]] = []

    def after_commit(self, callback: Callable[[], None]) -> None:
        """Call ``callback`` after each block that wrote and committed; it must return at once and not raise."""
        self._after_commit.append(callback)

    @asynccontextmanager
    async def transaction(
        self, *, isolation: Isolation = "read_committed", readonly: bool = False
    ) -> AsyncIterator[Tx]:
        """Open a transaction, commit it when the block ends, roll it back when the block raises.

        Raises ``Unavailable`` where no connection can be had, and ``OutcomeUnknown`` where the answer to a commit is
        lost; errors of the statements pass through: what fails before the commit is not stored.
        """
        committing = False
        try:
            async with (
                self._lent() as connection,
                connection.transaction(isolation=isolation, readonly=readonly),
            ):
                yield connection
                committing = not readonly
        except Exception as error:
            if committing and hides_outcome(error):
                raise _outcome_unknown() from error
            raise
        if not readonly:
            self._wake()

    @asynccontextmanager
    async def autocommit(self, *, wakes: bool = True) -> AsyncIterator[Tx]:
        """Lend a connection on which each statement is a transaction by itself: one round trip where one is enough.

        ``wakes`` is False where nothing is written that anybody waits for. Raises ``Unavailable`` where no connection
        can be had, and, unless ``wakes`` is False, ``OutcomeUnknown`` where the answer to a statement is lost.
        """
        try:
            async with self._lent() as connection:
                yield connection
        except Exception as error:
            if wakes and hides_outcome(error):
                raise _outcome_unknown() from error
            raise
        if wakes:
            self._wake()

    async def close(self) -> None:
        """Close the pool; connections that do not end in time are cut."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        try:
            async with asyncio.timeout(ACQUIRE_SECONDS):
                await pool.close()
        except TimeoutError:
            pool.terminate()

    @asynccontextmanager
    async def _lent(self) -> AsyncIterator[Tx]:
        pool = self._pool or await self._opened()
        connection = await self._acquire(pool)
        try:
            yield connection
        finally:
            await pool.release(connection, timeout=ACQUIRE_SECONDS)

    def _wake(self) -> None:
        for callback in self._after_commit:
            callback()

    async def _opened(self) -> "asyncpg.Pool[asyncpg.Record]":
        async with self._opening:
            if self._pool is None:
                self._pool = await asyncpg.create_pool(
                    self._url,
                    min_size=0,
                    max_size=self._max_size,
                    init=set_codecs,
                    reset=_keep_session,
                    timeout=ACQUIRE_SECONDS,
                    command_timeout=STATEMENT_SECONDS,
                    server_settings={
                        "application_name": self._application_name,
                        "idle_in_transaction_session_timeout": "30s",
                        "lock_timeout": "10s",
                        "timezone": "UTC",
                    },
                )
            return self._pool

    async def _acquire(self, pool: "asyncpg.Pool[asyncpg.Record]") -> Tx:
        try:
            # A timer is only worth its cost where there is something to wait for; connecting has its own.
            return await pool.acquire(timeout=None if pool.get_idle_size() else ACQUIRE_SECONDS)
        except Exception as error:
            if not is_transient(error):
                raise
            raise Unavailable(
                "La base de données ne répond pas. Rien n’est perdu : réessayez dans quelques instants.",
                retry_after_seconds=RETRY_SECONDS,
            ) from error


def _outcome_unknown() -> OutcomeUnknown:
    return OutcomeUnknown(
        "La liaison avec la base de données s’est rompue pendant l’enregistrement. On ne sait pas s’il a eu lieu : "
        "vérifiez-le avant de recommencer.",
        retry_after_seconds=RETRY_SECONDS,
    )


async def set_codecs(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    """Let jsonb columns come and go as Python objects.

    In the binary format: in that of text each quotation mark of each value of an array is escaped.
    """
    await connection.set_type_codec("jsonb", schema="pg_catalog", encoder=_encode, decoder=_decode, format="binary")


JSONB_VERSION = b"\x01"
"""The first byte of a ``jsonb`` in PostgreSQL's binary format."""


def _encode(value: Any) -> bytes:
    return JSONB_VERSION + msgspec.json.encode(value)


def _decode(data: bytes) -> Any:
    return msgspec.json.decode(memoryview(data)[len(JSONB_VERSION) :])


async def _keep_session(_: "asyncpg.Connection[asyncpg.Record]") -> None:
    """Skip asyncpg's reset query: no code of ours changes a session, and the query is a round trip a request."""
