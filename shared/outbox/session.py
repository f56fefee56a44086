"""The relay's session with the database: it holds the lock, so it has to be one and the same, and known to live."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from shared.outbox import relay_store
from shared.outbox.drain import SEND_SECONDS
from shared.postgres.database import set_codecs

CONNECT_SECONDS = 5
IDLE_SECONDS = SEND_SECONDS + 10
"""A relay that is frozen, or whose machine is gone, must not hold the lock for good; and one that works must never be
silent for so long: between two statements it starts a producer or sends a batch, SEND_SECONDS at most, and ends it."""


class NotOneSession(RuntimeError):
    """A pooler stands between; the lock would be held by whichever of its connections served the statement."""

    def __init__(self, seen: str) -> None:
        """Say what gave it away."""
        super().__init__(
            f"the database's address leads to a pooler such as PgBouncer ({seen}); the relay's lock needs a session "
            "of its own, else two relays hold it at once: give the service the address of PostgreSQL itself"
        )


@asynccontextmanager
async def relay_session(database_url: str) -> AsyncIterator[relay_store.Connection]:
    """Open the session and close it; raises ``NotOneSession``, and the errors of connecting."""
    try:
        connection = await asyncpg.connect(
            database_url,
            timeout=CONNECT_SECONDS,
            command_timeout=SEND_SECONDS,
            server_settings={
                "application_name": "relay",
                "idle_session_timeout": f"{IDLE_SECONDS}s",
                # One that stands still between two messages of a statement is not idle for the server.
                "transaction_timeout": f"{IDLE_SECONDS}s",
                # Planned while the table is empty, a read of it would be of the whole table, and stay so for as long
                # as the plan is kept; but what has been relayed stays in its pages until the next vacuum.
                "enable_seqscan": "off",
            },
        )
    except asyncpg.ProtocolViolationError as error:
        raise NotOneSession(str(error)) from error
    try:
        server = await relay_store.describe_session(connection)
        expect_one_session(server, greeted_by=connection.get_server_pid())
        await set_codecs(connection)
        yield connection
    finally:
        with contextlib.suppress(Exception):
            await connection.close(timeout=2)


def expect_one_session(server: relay_store.Session, *, greeted_by: int) -> None:
    """Raise ``NotOneSession`` unless the process that greeted us serves us, and with the settings it was asked for.

    PgBouncer greets with a number of its own, and drops settings that it was told to ignore.
    """
    if server.pid != greeted_by:
        raise NotOneSession(f"process {server.pid} answers, {greeted_by} greeted")
    if server.idle_seconds != IDLE_SECONDS:
        raise NotOneSession(f"idle_session_timeout is {server.idle_seconds} s and not {IDLE_SECONDS} s")


@asynccontextmanager
async def while_open(connection: relay_store.Connection) -> AsyncIterator[None]:
    """Break the block off with ``ConnectionError`` once the session is known to have ended, and the lock with it.

    A batch on its way says nothing to the database, and its producer would go on beside that of the next relay.
    """
    limit = asyncio.timeout(None)

    def break_off(_: object) -> None:
        limit.reschedule(0)

    try:
        async with limit:
            connection.add_termination_listener(break_off)
            try:
                yield
            finally:
                connection.remove_termination_listener(break_off)
    except TimeoutError as error:
        if limit.expired():
            raise ConnectionError("the session with the database ended, and the lock with it") from error
        raise
