"""A relay without the service around it, and what can be seen of it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from prometheus_client import REGISTRY

from shared.kafka.cluster import Cluster
from shared.outbox.append import OutboxRow
from shared.outbox.relay import POLL_MS, Relay
from shared.postgres.database import Database, Tx
from shared.postgres.rows import arrays, columns, unnest

APPEND = f"INSERT INTO outbox ({columns(OutboxRow)}) SELECT {columns(OutboxRow)} FROM {unnest(OutboxRow)}"


@asynccontextmanager
async def relaying(
    url: str, bootstrap_servers: str, *, service: str = "tests", poll_ms: int = POLL_MS
) -> AsyncIterator[Relay]:
    relay = Relay(database_url=url, cluster=Cluster(bootstrap_servers), service=service, poll_ms=poll_ms)
    task = asyncio.create_task(relay.run())
    try:
        yield relay
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def append(tx: Tx, row: OutboxRow) -> None:
    await tx.execute(APPEND, *arrays(OutboxRow, [row]))


async def waiting(database: Database) -> int:
    async with database.transaction(readonly=True) as tx:
        return int(await tx.fetchval("SELECT count(*) FROM outbox"))


async def drained(database: Database) -> bool:
    return await waiting(database) == 0


async def relays_connected(database: Database, number: int) -> bool:
    """Return True once so many are connected, one of which holds the lock."""
    async with database.autocommit() as connection:
        row = await connection.fetchrow(
            """
            SELECT count(DISTINCT pid), count(*) FILTER (WHERE locktype = 'advisory' AND granted)
            FROM pg_stat_activity
            LEFT JOIN pg_locks USING (pid)
            WHERE application_name = 'relay' AND datname = current_database()
            """
        )
    return row is not None and tuple(row) == (number, 1)


def published(service: str) -> float:
    return REGISTRY.get_sample_value("outbox_published_total", {"service": service}) or 0


async def end_relay_sessions(tx: Tx) -> int:
    """End the connections of all relays; returns how many there were."""
    return int(
        await tx.fetchval(
            """
            SELECT count(*) FILTER (WHERE pg_terminate_backend(pid))
            FROM pg_stat_activity
            WHERE application_name = 'relay' AND datname = current_database()
            """
        )
    )


def failures() -> float:
    return REGISTRY.get_sample_value("outbox_publish_failures_total", {"service": "tests"}) or 0


async def failed_since(before: float, *, times: int = 1) -> bool:
    return failures() >= before + times
