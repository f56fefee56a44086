"""A backlog of manifestations judged by one worker, beside the same rows read and written with raw clients."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import cycle, islice
from time import perf_counter
from uuid import uuid4

import asyncpg
from aiokafka import AIOKafkaConsumer

from benchmarks.bodies import sample
from benchmarks.decisions import BATCH, EDITION, queued
from benchmarks.floors.dossiers import floor_dossiers
from benchmarks.stage import Stage
from services.eligibility.structures.tie import tie
from services.submission.editions.first import first_edition
from services.submission.manifestations.bodies.reading import read_manifestation
from services.submission.manifestations.bodies.registering import registration_of
from shared.contracts.submission import MANIFESTATIONS, ManifestationChanged
from shared.kafka.cluster import Cluster
from shared.kafka.producer import start_producer, stop_producer
from shared.outbox.append import OutboxRow, outbox_row
from shared.outbox.sending import send
from shared.postgres.database import Database

LOOK_SECONDS = 0.1
ARRIVAL_SECONDS = 600
OWNER = str(uuid4())
"""A partner, for which the national team answers."""


class Registered:
    """So many manifestations on a topic."""

    def __init__(self, stage: Stage, number: int) -> None:
        """Take their number; the floor's topic is made by ``fill``."""
        self._stage = stage
        self._number = number
        self._topic = f"bench.manifestations.{number}"

    async def fill(self) -> None:
        """Make the topic that the floor reads."""
        await self._stage.create_topic(self._topic)
        await _tell(self._stage.bootstrap_servers, self._topic, self._number)

    async def product(self) -> float:
        """Let one worker judge as many new ones; returns dossiers a second, from the first commit to the last."""
        await self._stage.empty()
        database = Database(self._stage.database_url("eligibility"), max_size=1)
        async with database.transaction() as tx:
            await tie(tx, account=OWNER, structure_id=None, made_by="national")
        await database.close()
        await _tell(self._stage.bootstrap_servers, MANIFESTATIONS.topic, self._number)
        async with self._stage.nobody_relays("eligibility"):
            await self._stage.run(("eligibility", "worker"))
            try:
                return self._number / await self._judged()
            finally:
                await self._stage.end()

    async def floor(self) -> float:
        """Read and write as many with raw clients; returns dossiers a second."""
        consumer = AIOKafkaConsumer(
            self._topic,
            bootstrap_servers=self._stage.bootstrap_servers,
            auto_offset_reset="earliest",
            max_partition_fetch_bytes=4 * 1024 * 1024,
        )
        connection = await asyncpg.connect(self._stage.owner_url("eligibility"))
        await consumer.start()
        began = perf_counter()
        await floor_dossiers(consumer, connection, self._number)
        elapsed = perf_counter() - began
        await consumer.stop()
        await connection.close()
        return self._number / elapsed

    async def _judged(self) -> float:
        connection = await asyncpg.connect(self._stage.owner_url("eligibility"))
        deadline = asyncio.get_running_loop().time() + ARRIVAL_SECONDS
        while await connection.fetchval("SELECT count(*) FROM dossiers") < self._number:
            if asyncio.get_running_loop().time() > deadline:
                raise TimeoutError(f"{self._number} manifestations were not judged in {ARRIVAL_SECONDS} s")
            await asyncio.sleep(LOOK_SECONDS)
        [row] = await connection.fetch(
            """
            SELECT min(at) AS first, max(at) AS last, count(*) FILTER (WHERE verdict = 'eligible') AS eligible
            FROM (SELECT pg_xact_commit_timestamp(xmin) AS at, verdict FROM dossiers) AS commits
            """
        )
        await connection.close()
        if row["eligible"] < self._number:
            raise RuntimeError(f"only {row['eligible']} of {self._number} were accepted: the work is another")
        return float((row["last"] - row["first"]).total_seconds())


def _manifestations() -> Iterator[OutboxRow]:
    edition = first_edition(now=datetime.now(UTC))
    registrations = [
        registration_of(read_manifestation(record, edition=edition), uuid4(), edition=edition) for record in sample()
    ]
    for registration in cycle(registrations):
        yield outbox_row(
            MANIFESTATIONS,
            ManifestationChanged(
                manifestation_id=uuid4(),
                version=1,
                state="submitted",
                edition=EDITION,
                region_code=registration.region_code,
                owner=OWNER,
                organiser=registration.organiser,
                content=registration.content,
                changed_at=datetime.now(UTC),
            ),
        )


async def _tell(bootstrap_servers: str, topic: str, number: int) -> None:
    producer = await start_producer(Cluster(bootstrap_servers), client_id="benchmarks")
    rows = islice(_manifestations(), number)
    while batch := list(islice(rows, BATCH)):
        sent = await send(producer, [queued(topic, row) for row in batch])
        if sent.failures:
            raise RuntimeError(str(sent.failures[0]))
    await stop_producer(producer)
