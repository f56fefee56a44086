"""A small subscriber of its own database, so that the wrapper can be watched without a service around it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

import asyncpg
from aiokafka import AIOKafkaProducer

from shared.contracts.stream import Stream
from shared.contracts.submission import ManifestationChanged
from shared.kafka.consumers import Consumers
from shared.kafka.records import Received
from shared.kafka.subscription import Subscription
from shared.outbox.append import outbox_row
from shared.postgres.database import Database, Tx
from tests.support.consuming import consuming
from tests.support.postgres import as_owner

UNSTORABLE = "ce titre ne peut pas être enregistré"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What a test needs to watch a subscription at work."""

    url: str
    database: Database
    stream: Stream[ManifestationChanged]
    group: str
    bootstrap_servers: str

    @property
    def subscription(self) -> Subscription[ManifestationChanged]:
        return Subscription(stream=self.stream, group=self.group, handle=remember)

    def running(self) -> AbstractAsyncContextManager[Consumers]:
        """Consume while the block runs."""
        return consuming(self.database, self.bootstrap_servers, self.subscription)

    async def prepare(self) -> None:
        await as_owner(
            self.url,
            """
            CREATE TABLE heard (
                id uuid PRIMARY KEY,
                version bigint NOT NULL,
                title text NOT NULL CONSTRAINT heard_title_is_storable
                    CHECK (title <> 'ce titre ne peut pas être enregistré')
            )
            """,
        )

    async def versions(self) -> dict[UUID, int]:
        async with self.database.transaction(readonly=True) as tx:
            return {row["id"]: row["version"] for row in await tx.fetch("SELECT id, version FROM heard")}

    async def applied(self) -> int:
        """Return how many records, over all partitions, are behind the marks."""
        async with self.database.transaction(readonly=True) as tx:
            return int(await tx.fetchval("SELECT coalesce(sum(next_offset), 0) FROM applied_offsets"))

    async def set_aside(self) -> list[str]:
        async with self.database.transaction(readonly=True) as tx:
            return [row["error_class"] for row in await tx.fetch("SELECT error_class FROM dead_letters ORDER BY 1")]


async def remember(tx: Tx, received: Sequence[Received[ManifestationChanged]]) -> None:
    events = [item.event for item in received if item.event is not None]
    await tx.execute(
        """
        INSERT INTO heard (id, version, title)
        SELECT id, version, title
        FROM unnest($1::uuid[], $2::bigint[], $3::text[]) AS incoming (id, version, title)
        ON CONFLICT (id) DO UPDATE
            SET version = excluded.version, title = excluded.title
            WHERE heard.version < excluded.version
        """,
        [event.manifestation_id for event in events],
        [event.version for event in events],
        [event.content.title for event in events],
    )


async def tell(producer: AIOKafkaProducer, hearing: Hearing, events: Sequence[ManifestationChanged]) -> None:
    """Send events as the relay would."""
    for event in events:
        row = outbox_row(hearing.stream, event)
        await producer.send(row.topic, row.payload, key=row.key.encode(), headers=encoded(row.headers))
    await producer.flush()


def encoded(headers: dict[str, str]) -> list[tuple[str, bytes]]:
    return [(name, value.encode()) for name, value in headers.items()]


async def applied(hearing: Hearing, records: int) -> bool:
    return await hearing.applied() == records


@asynccontextmanager
async def database_away(hearing: Hearing, administrator_url: str) -> AsyncIterator[None]:
    """Let nobody into the database and throw everybody out, while the block runs."""
    name = urlsplit(hearing.url).path[1:]
    connection = await asyncpg.connect(administrator_url)
    try:
        await connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        await connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name)
        yield
        await connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
    finally:
        await connection.close()
