"""A programme whose consumer can be let loose, and whose listings can be rebuilt."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.records_to_delete import RecordsToDelete

from shared.contracts.stream import Stream
from shared.kafka.cluster import Cluster
from shared.kafka.consumers import Consumers
from shared.kafka.records import Received
from shared.postgres.database import Database, Tx
from shared.rebuild.projection import Projection
from shared.rebuild.rebuild import rebuild
from shared.rebuild.run import Rebuilt
from shared.rebuild.session import connected
from shared.rebuild.store import lock_table
from tests.integration.shared.relaying import drained, relaying
from tests.support.builders import record_of
from tests.support.consuming import consuming
from tests.support.eventually import eventually
from tests.support.postgres import owner_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilding:
    """One projection with its own topic, group and database."""

    url: str
    database: Database
    projection: Projection[Any]
    bootstrap_servers: str
    producer: AIOKafkaProducer
    admin: AIOKafkaAdminClient

    @property
    def stream(self) -> Stream[Any]:
        return self.projection.subscription.stream

    async def tell(self, *events: Any, at: datetime | None = None) -> None:
        """Publish states as the relay would, now or at another moment."""
        for event in events:
            record = record_of(self.stream, event)
            await self.producer.send_and_wait(
                self.stream.topic,
                record.value,
                key=record.key,
                headers=list(record.headers),
                timestamp_ms=at and int(at.timestamp() * 1000),
            )

    async def remove(self, key: UUID, version: int) -> None:
        """Publish a removal."""
        headers = [
            ("ce_specversion", b"1.0"),
            ("ce_id", b"x"),
            ("ce_source", b"/tests"),
            ("ce_type", self.stream.type.encode()),
            ("ce_entityversion", str(version).encode()),
        ]
        await self.producer.send_and_wait(self.stream.topic, None, key=str(key).encode(), headers=headers)

    async def relay(self) -> None:
        """Send what waits in the outbox, until it is empty."""
        async with relaying(self.url, self.bootstrap_servers):
            await eventually(lambda: drained(self.database))

    def consuming(self) -> AbstractAsyncContextManager[Consumers]:
        """Let the service's consumer work while the block runs."""
        return consuming(self.database, self.bootstrap_servers, self.projection.subscription)

    async def heard(self) -> int:
        """Return how many records are behind the marks."""
        return int(await self.value("SELECT coalesce(sum(next_offset), 0) FROM applied_offsets"))

    async def rebuild(self, **options: Any) -> Rebuilt:
        return await rebuild(
            self.projection,
            database_url=owner_url(self.url),
            cluster=Cluster(self.bootstrap_servers),
            **{"edition": 2026, **options},
        )

    async def forget(self, records: int) -> None:
        """Let the oldest records of each partition that has any go, as retention does."""
        marks = await self.rows("SELECT partition, next_offset FROM applied_offsets WHERE next_offset > 0")
        await self.admin.delete_records(
            {
                TopicPartition(self.stream.topic, row["partition"]): RecordsToDelete(min(records, row["next_offset"]))
                for row in marks
            }
        )

    async def rows(self, query: str, *arguments: Any) -> list[dict[str, Any]]:
        async with self.database.transaction(readonly=True) as tx:
            return [dict(row) for row in await tx.fetch(query, *arguments)]

    async def value(self, query: str, *arguments: Any) -> Any:
        async with self.database.transaction(readonly=True) as tx:
            return await tx.fetchval(query, *arguments)

    @asynccontextmanager
    async def as_owner(self) -> AsyncIterator[Tx]:
        """Open a transaction as the role that rebuilds."""
        async with connected(owner_url(self.url)) as tx, tx.transaction():
            yield tx

    async def change(self, statement: str, *arguments: Any) -> None:
        """Do to the tables what no code of ours does, between two batches of the consumer and never across one."""
        async with self.as_owner() as tx:
            # A statement takes its rows in no order of its own, so beside a batch it could wait in a circle.
            await lock_table(tx, self.projection.table)
            await tx.execute(statement, *arguments)

    async def table(self) -> list[dict[str, Any]]:
        """Return the projection's rows, in the order of their keys."""
        statement = {
            "listings": "SELECT * FROM listings ORDER BY 1",
            "structures": "SELECT * FROM structures ORDER BY 1",
            "decisions_heard": "SELECT * FROM decisions_heard ORDER BY 1",
        }[self.projection.table]
        return await self.rows(statement)

    async def told(self) -> list[tuple[str, int, bool]]:
        """Return what waits in the outbox: key, version, and whether it is a removal."""
        rows = await self.rows("SELECT key, version, payload FROM outbox ORDER BY id")
        return [(row["key"], row["version"], row["payload"] is None) for row in rows]


def on_own_topics(projection: Projection[Any], *, hears: str, tells: str, group: str) -> Projection[Any]:
    """Let a projection hear and tell on topics of one test alone."""
    subscription = projection.subscription
    known = projection.tells

    async def handle(tx: Tx, received: Sequence[Received[Any]]) -> None:
        await subscription.handle(tx, received)
        if known:
            await tx.execute("UPDATE outbox SET topic = $2 WHERE topic = $1", known.topic, tells)

    return replace(
        projection,
        subscription=replace(
            subscription,
            stream=replace(subscription.stream, topic=hears),
            group=group,
            handle=handle,
            single_statement=None,
        ),
        tells=known and replace(known, topic=tells),
    )


def versions(rows: Sequence[dict[str, Any]]) -> dict[UUID, int]:
    return {row["manifestation_id"]: row["version"] for row in rows}


async def heard_all(rebuilding: Rebuilding, records: int) -> None:
    """Let the consumer work until it has ``records`` behind it."""

    async def all_behind() -> bool:
        return await rebuilding.heard() >= records

    async with rebuilding.consuming():
        await eventually(all_behind, within=30)
