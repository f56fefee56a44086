"""Topics of one test alone, and the plainest way to write and read records on the run's broker."""

import asyncio
import dataclasses
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Protocol, TypeVar

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord
from aiokafka.admin import AIOKafkaAdminClient

from deploy.kafka.administration import administration, create
from deploy.kafka.declared import FOREVER_MS, Cleanup, Topic, dead_letter_topic
from shared.contracts.stream import Stream
from shared.kafka.cluster import Cluster
from tests.support.eventually import eventually
from tests.support.servers import Servers

T = TypeVar("T")
Record = ConsumerRecord[bytes | None, bytes | None]

READ_SECONDS = 60.0
TOMBSTONES_MS = 604_800_000


class UniqueTopic(Protocol):
    """Creates a topic that only this test uses, with a dead-letter topic for each group, and returns its name."""

    async def __call__(
        self, name: str = "events", *, groups: tuple[str, ...] = (), partitions: int = 3, cleanup: Cleanup = "delete"
    ) -> str: ...


class UniqueStream(Protocol):
    """Returns the stream on a topic that only this test uses."""

    async def __call__(self, stream: Stream[T], *, groups: tuple[str, ...] = (), partitions: int = 3) -> Stream[T]: ...


@pytest.fixture
def bootstrap_servers(servers: Servers) -> str:
    """Give the broker's address."""
    return servers.bootstrap_servers


@pytest.fixture(scope="session")
async def kafka_admin(servers: Servers) -> AsyncIterator[AIOKafkaAdminClient]:
    """Give an administrator's client."""
    async with administration(Cluster(servers.bootstrap_servers)) as admin:
        yield admin


@pytest.fixture(scope="session")
async def kafka_producer(servers: Servers) -> AsyncIterator[AIOKafkaProducer]:
    """Give a raw producer: ``await kafka_producer.send_and_wait(topic, value, key=…, headers=…)``."""
    producer = AIOKafkaProducer(
        bootstrap_servers=servers.bootstrap_servers, acks="all", max_request_size=4 * 1024 * 1024
    )
    await producer.start()
    yield producer
    await producer.stop()


@pytest.fixture
async def unique_topic(kafka_admin: AIOKafkaAdminClient) -> AsyncIterator[UniqueTopic]:
    """Give a maker of topics; they are deleted after the test."""
    made: list[str] = []

    async def make(
        name: str = "events", *, groups: tuple[str, ...] = (), partitions: int = 3, cleanup: Cleanup = "delete"
    ) -> str:
        topic = f"test.{name}.{secrets.token_hex(4)}"
        names = [topic, *(dead_letter_topic(topic, group) for group in groups)]
        made.extend(names)
        await create(kafka_admin, [_topic(each, partitions if each == topic else 1, cleanup) for each in names])
        return topic

    yield make
    if made:
        await kafka_admin.delete_topics(made)


async def make_again(admin: AIOKafkaAdminClient, topic: str, *, partitions: int = 3) -> None:
    """Delete a topic and create it again under its name, empty."""

    async def gone() -> bool:
        return topic not in await admin.list_topics()

    await admin.delete_topics([topic])
    await eventually(gone)
    await create(admin, [_topic(topic, partitions, "delete")])


@pytest.fixture
def unique_stream(unique_topic: UniqueTopic) -> UniqueStream:
    """Give a maker of streams on topics of this test."""

    async def make(stream: Stream[T], *, groups: tuple[str, ...] = (), partitions: int = 3) -> Stream[T]:
        name = stream.topic.split(".")[-2]
        cleanup: Cleanup = "compact" if stream.tombstones else "delete"
        topic = await unique_topic(name, groups=groups, partitions=partitions, cleanup=cleanup)
        return dataclasses.replace(stream, topic=topic)

    return make


@pytest.fixture
def unique_group() -> Callable[[str], str]:
    """Give a maker of group names: two tests that share one would take each other's partitions."""
    return lambda name: f"{name}-{secrets.token_hex(4)}"


@asynccontextmanager
async def reading(bootstrap_servers: str, topic: str) -> AsyncIterator[AIOKafkaConsumer]:
    """Open a consumer of its own on every partition of a topic, from the first record on, in no group."""
    # Subscribing in no group assigns every partition, once the broker tells of the topic.
    consumer = AIOKafkaConsumer(
        topic,
        bootstrap_servers=bootstrap_servers,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        max_partition_fetch_bytes=8 * 1024 * 1024,
    )
    await consumer.start()
    try:
        yield consumer
    finally:
        await consumer.stop()


async def records_so_far(bootstrap_servers: str, topic: str) -> list[Record]:
    """Return every record that a topic holds now, by partition and offset."""
    async with reading(bootstrap_servers, topic) as consumer:
        partitions = list(consumer.assignment())
        ends = await consumer.end_offsets(partitions)
        starts = await consumer.beginning_offsets(partitions)
        waited_for = {partition for partition in partitions if ends[partition] > starts[partition]}
        records: list[Record] = []
        async with asyncio.timeout(READ_SECONDS):
            while waited_for:
                for found in (await consumer.getmany(timeout_ms=200)).values():
                    records.extend(found)
                # By position, not by record: compaction leaves gaps.
                waited_for = {each for each in waited_for if await consumer.position(each) < ends[each]}
    return sorted(records, key=lambda record: (record.partition, record.offset))


async def read_records(bootstrap_servers: str, topic: str, *, count: int, within: float = READ_SECONDS) -> list[Record]:
    """Wait until a topic holds at least ``count`` records and return all; fails with what was there by then."""

    async def enough() -> list[Record]:
        records = await records_so_far(bootstrap_servers, topic)
        assert len(records) >= count, f"{len(records)} of {count} records on {topic}"
        return records

    return await eventually(enough, within=within, every=0.1)


def _topic(name: str, partitions: int, cleanup: Cleanup) -> Topic:
    return Topic(
        name=name,
        summary="of one test",
        key="any",
        partitions=partitions,
        replication=1,
        cleanup=cleanup,
        # Records of tests are of any time, and the broker looks every few minutes for those that are too old.
        retention_ms=FOREVER_MS if cleanup == "delete" else TOMBSTONES_MS,
        max_message_bytes=2097152,
        producer="tests",
    )
