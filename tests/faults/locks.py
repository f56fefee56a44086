"""The worst moment is made to last: a lock holds a statement up, and the process that waits for it can be struck."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import psutil

from tests.faults.field import Field
from tests.faults.observe import rows
from tests.support.eventually import eventually

LOCKS = {
    # Rows that wait, so that they can be read and not be deleted, while others are written.
    "outbox": "SELECT FROM outbox FOR UPDATE",
    "dossiers": "LOCK TABLE dossiers IN ACCESS EXCLUSIVE MODE",
    "listings": "LOCK TABLE listings IN EXCLUSIVE MODE",
}
WAITING = """
    SELECT client_port FROM pg_stat_activity
    WHERE application_name = '{name}' AND datname = current_database() AND wait_event_type = 'Lock'
"""
END_WAITING = """
    SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE application_name = $1 AND datname = current_database() AND wait_event_type = 'Lock'
"""
HOLDER = """
    SELECT client_port, state, now() - state_change AS since, wait_event, query FROM pg_stat_activity
    JOIN pg_locks USING (pid)
    WHERE application_name = 'relay' AND datname = current_database() AND locktype = 'advisory' AND granted
"""


@asynccontextmanager
async def holding(field: Field, service: str, table: str) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    """Let nobody write to a table while the block runs, but for the connection that it is given.

    Of the outbox, the rows are held that wait in it; there is at least one.
    """
    connection = await asyncpg.connect(field.databases[service])

    async def held() -> bool:
        return await connection.execute(LOCKS[table]) != "SELECT 0"

    try:
        async with connection.transaction():
            await eventually(held, within=30, every=0.001)
            yield connection
    finally:
        await connection.close()


async def waits_for_lock(field: Field, service: str, application_name: str) -> set[int]:
    """Return the processes of ours that wait for a lock in a service's database."""
    found = await rows(field.databases[service], WAITING.format(name=application_name))
    return await asyncio.to_thread(_owners, field, {row["client_port"] for row in found})


async def relay_pid(field: Field, service: str) -> int:
    """Return the process that relays: the one at the other end of the connection that holds the lock."""

    async def look() -> set[int]:
        held = await relay_sessions(field, service)
        return await asyncio.to_thread(_owners, field, {row["client_port"] for row in held})

    return (await eventually(look, within=30, every=0.1)).pop()


async def relay_sessions(field: Field, service: str) -> list[asyncpg.Record]:
    """Return the session that holds the lock, and what it is doing; none where nobody has it."""
    return await rows(field.databases[service], HOLDER)


def _owners(field: Field, ports: set[int]) -> set[int]:
    """Return whose ends of connections these are; a port alone says little, since one to the broker may bear it too."""
    server = {field.postgres_link.port, field.postgres_link.target_port}
    owners = set()
    for each in field.services.running:
        with contextlib.suppress(psutil.Error):
            for connection in psutil.Process(each.process.pid).net_connections("tcp4"):
                if (
                    connection.status == psutil.CONN_ESTABLISHED
                    and connection.laddr.port in ports
                    and connection.raddr.port in server
                ):
                    owners.add(each.process.pid)
    return owners
