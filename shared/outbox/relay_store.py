"""The relay's statements."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import asyncpg

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]
else:
    Connection = asyncpg.Connection

RELAY_LOCK = 0x6D6F6973
"""The session lock's number: the word "mois" in ASCII; one relay per database, so one number for all."""


class QueuedRow(NamedTuple):
    """A row of the outbox as it waits; its fields are the columns in the order in which they are read."""

    id: int
    topic: str
    key: str
    headers: dict[str, str]
    payload: bytes | None


class Session(NamedTuple):
    """Who serves a session, and after how many idle seconds it ends it; 0 for never."""

    pid: int
    idle_seconds: int


async def describe_session(connection: Connection) -> Session:
    """Ask the server itself."""
    [row] = await connection.fetch(
        """
        SELECT pg_backend_pid(), extract(epoch FROM current_setting('idle_session_timeout')::interval)::int
        """
    )
    return Session(*row)


async def try_lock(connection: Connection) -> bool:
    """Become the relay of this database if nobody is; the lock ends with the session."""
    return bool(await connection.fetchval("SELECT pg_try_advisory_lock($1)", RELAY_LOCK))


async def first_rows(connection: Connection, limit: int, *, but_for: Sequence[int] = ()) -> list[QueuedRow]:
    """List the oldest rows, in the order in which they must be sent, without those acknowledged and those refused.

    The former are named one by one: a row with a lower number can be committed after one with a higher.
    """
    rows = await connection.fetch(
        """
        SELECT id, topic, key, headers, payload
        FROM outbox
        WHERE id <> ALL($2::bigint[])
            AND refused_at IS NULL
        ORDER BY id
        LIMIT $1
        """,
        limit,
        but_for,
    )
    return [QueuedRow(*row) for row in rows]


async def delete(connection: Connection, ids: Sequence[int]) -> None:
    """Delete acknowledged rows, all of them or none."""
    await connection.execute("DELETE FROM outbox WHERE id = ANY($1::bigint[])", ids)


async def set_aside(connection: Connection, row_id: int) -> None:
    """Send a row no more until somebody asks for it; later states of its entity are sent without it."""
    await connection.execute("UPDATE outbox SET refused_at = now() WHERE id = $1", row_id)
