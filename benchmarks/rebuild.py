"""The programme's listings rebuilt from their topic, beside the same rows read and written with raw clients."""

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import replace
from time import perf_counter
from typing import Any
from uuid import uuid4

import asyncpg
from aiokafka import AIOKafkaConsumer, TopicPartition

from benchmarks.decisions import EDITION, tell
from benchmarks.floors.listings import floor_listings
from benchmarks.stage import Stage
from services.programme.rebuild import projections
from shared.kafka.cluster import Cluster
from shared.kafka.history import history
from shared.kafka.marks import Marks
from shared.kafka.store import save_marks
from shared.outbox.relay import Relay
from shared.rebuild.projection import Projection
from shared.rebuild.rebuild import rebuild

LOOK_SECONDS = 0.1


class Topic:
    """A topic of so many decisions, all of which the programme has applied, and nothing left of its table."""

    def __init__(self, stage: Stage, listings: int) -> None:
        """Take the number of listings; the topic is made by ``fill``."""
        self._stage = stage
        self._listings = listings
        projection, *_ = projections("http://programme.example")
        topic = f"bench.decisions.{listings}"
        self._projection: Projection[Any] = replace(
            projection,
            subscription=replace(
                projection.subscription,
                stream=replace(projection.subscription.stream, topic=topic),
                group=f"programme.{uuid4().hex[:8]}",
            ),
        )
        self._ends: Mapping[int, int] = {}

    @property
    def name(self) -> str:
        """The topic's name."""
        return self._projection.subscription.stream.topic

    async def fill(self) -> None:
        """Make the topic, and tell readers of all of it once, as in a service that has run for weeks."""
        broker = self._stage.bootstrap_servers
        await self._stage.create_topic(self.name)
        await tell(broker, self.name, self._listings)
        async with history(Cluster(broker), self.name, client_id="benchmarks") as past:
            self._ends = await past.ends()
        await self._stage.empty()
        await self._apply()
        await self._rebuild()
        await self._publish()

    async def product(self) -> float:
        """Rebuild the emptied table and put it in its place; returns listings a second."""
        await self._statement("TRUNCATE listings CASCADE")
        began = perf_counter()
        await self._rebuild()
        return self._listings / (perf_counter() - began)

    async def floor(self) -> float:
        """Do the same with raw clients; returns listings a second."""
        await self._statement("DROP TABLE IF EXISTS floor_listings")
        await self._statement("CREATE TABLE floor_listings (LIKE listings INCLUDING ALL)")
        consumer = AIOKafkaConsumer(
            self.name,
            bootstrap_servers=self._stage.bootstrap_servers,
            auto_offset_reset="earliest",
            max_partition_fetch_bytes=4 * 1024 * 1024,
        )
        connection = await asyncpg.connect(self._stage.owner_url("programme"))
        began = perf_counter()
        await consumer.start()
        await floor_listings(consumer, connection, self._listings)
        elapsed = perf_counter() - began
        await consumer.stop()
        await connection.close()
        return self._listings / elapsed

    async def _rebuild(self) -> None:
        found = await rebuild(
            self._projection,
            database_url=self._stage.owner_url("programme"),
            cluster=Cluster(self._stage.bootstrap_servers),
            edition=EDITION,
            swap=True,
        )
        if found.records != self._listings or found.refused:
            raise RuntimeError(f"{found.records} of {self._listings} records were read, {found.refused} refused")

    async def _publish(self) -> None:
        relay = Relay(
            database_url=self._stage.database_url("programme"),
            cluster=Cluster(self._stage.bootstrap_servers),
            service="benchmarks",
        )
        relaying = asyncio.create_task(relay.run())
        connection = await asyncpg.connect(self._stage.owner_url("programme"))
        while await connection.fetchval("SELECT EXISTS (SELECT FROM outbox)"):  # noqa: ASYNC110  nothing tells of it
            await asyncio.sleep(LOOK_SECONDS)
        await connection.execute("VACUUM ANALYZE outbox")
        await connection.close()
        relaying.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await relaying

    async def _apply(self) -> None:
        connection = await asyncpg.connect(self._stage.owner_url("programme"))
        ends = {TopicPartition(self.name, number): end for number, end in self._ends.items()}
        marks = Marks(group=self._projection.subscription.group, next_offsets=ends)
        await save_marks(connection, marks)  # type: ignore[arg-type]
        await connection.close()

    async def _statement(self, statement: str) -> None:
        connection = await asyncpg.connect(self._stage.owner_url("programme"))
        await connection.execute(statement)
        await connection.close()
