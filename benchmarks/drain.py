"""A long outbox sent to the broker, beside the same bytes sent by the raw client."""

import asyncio
import contextlib
from dataclasses import replace
from itertools import islice
from time import perf_counter

import asyncpg
from aiokafka import AIOKafkaProducer

from benchmarks.decisions import decisions
from benchmarks.stage import Stage
from shared.kafka.cluster import Cluster
from shared.outbox.append import OutboxRow
from shared.outbox.relay import Relay
from shared.postgres.database import set_codecs
from shared.postgres.rows import arrays, columns, unnest

LOOK_SECONDS = 0.02


class Backlog:
    """Rows that wait, always the same."""

    def __init__(self, stage: Stage, rows: int, *, partitions: int = 6) -> None:
        """Take their number; they are made by ``fill``."""
        self._stage = stage
        self._topic = f"bench.drain.{partitions}"
        self._partitions = partitions
        self._number = rows
        self._rows: list[OutboxRow] = []

    async def fill(self) -> None:
        """Make the rows and the topic that they go to."""
        self._rows = list(islice(decisions(), self._number))
        await self._stage.create_topic(self._topic, partitions=self._partitions)

    async def product(self) -> float:
        """Put the rows into an outbox and let the relay empty it; returns rows a second."""
        await self._stage.empty()
        url = self._stage.database_url("eligibility")
        connection = await asyncpg.connect(self._stage.owner_url("eligibility"))
        await self._wait_in_outbox(connection)
        began = perf_counter()
        relay = Relay(database_url=url, cluster=Cluster(self._stage.bootstrap_servers), service="benchmarks")
        relaying = asyncio.create_task(relay.run())
        while await connection.fetchval("SELECT EXISTS (SELECT FROM outbox)"):  # noqa: ASYNC110  nothing tells of it
            await asyncio.sleep(LOOK_SECONDS)
        elapsed = perf_counter() - began
        relaying.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await relaying
        await connection.close()
        return self._number / elapsed

    async def floor(self) -> float:
        """Send the rows from memory; returns rows a second."""
        records = [
            (row.key.encode(), row.payload, [(name, text.encode()) for name, text in row.headers.items()])
            for row in self._rows
        ]
        began = perf_counter()
        producer = AIOKafkaProducer(
            bootstrap_servers=self._stage.bootstrap_servers,
            acks="all",
            enable_idempotence=True,
            max_batch_size=256 * 1024,
        )
        await producer.start()
        sent = [await producer.send(self._topic, key=key, value=value, headers=each) for key, value, each in records]
        await asyncio.gather(*sent)
        elapsed = perf_counter() - began
        await producer.stop()
        return self._number / elapsed

    async def _wait_in_outbox(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        await set_codecs(connection)
        waiting = [replace(row, topic=self._topic) for row in self._rows]
        await connection.execute(
            f"INSERT INTO outbox ({columns(OutboxRow)}) SELECT {columns(OutboxRow)} FROM {unnest(OutboxRow)}",
            *arrays(OutboxRow, waiting),
        )
        await connection.execute("VACUUM ANALYZE outbox")
