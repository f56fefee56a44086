"""What a rebuild works with, and what it leaves behind: nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar, cast

import asyncpg

from shared.postgres.database import Tx, set_codecs
from shared.rebuild import store
from shared.rebuild.projection import Projection, RebuildRefused
from shared.rebuild.shadow import Shadow

T = TypeVar("T")


@asynccontextmanager
async def connected(database_url: str) -> AsyncIterator[Tx]:
    """Open a connection whose statements may be long, but which never waits long for a lock."""
    connection = await asyncpg.connect(
        database_url,
        timeout=5,
        server_settings={
            "application_name": "moisess-rebuild",
            "lock_timeout": "10s",
            # One session at a time does this, and its joins are of whole tables.
            "work_mem": "64MB",
            "idle_in_transaction_session_timeout": "60s",
            "timezone": "UTC",
        },
    )
    try:
        await set_codecs(connection)
        yield cast("Tx", connection)
    finally:
        await connection.close(timeout=5)


@asynccontextmanager
async def shadowed(connection: Tx, projection: Projection[T], database_url: str) -> AsyncIterator[Shadow[T]]:
    """Make the shadow table and remove it afterwards; raises ``RebuildRefused`` where another rebuild is under way."""
    if not await store.try_lock(connection):
        raise RebuildRefused("Une autre reconstruction est en cours sur cette base : attendez qu’elle se termine.")
    async with connection.transaction():
        await store.create_shadow(connection, projection.table, projection.key)
    shadow = Shadow(projection, database_url)
    try:
        yield shadow
    finally:
        await shadow.close()
        if not connection.is_closed():
            async with connection.transaction():
                await store.drop_shadow(connection)
