"""When has everything come to rest: nothing waits in an outbox or for the register, and no record for a group."""

from dataclasses import dataclass

import asyncpg
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from deploy.kafka.administration import administration
from deploy.kafka.declared import declared
from deploy.local.given import SERVICES
from shared.kafka.cluster import Cluster
from tests.faults.field import Field
from tests.faults.observe import HEARD, rows
from tests.support.eventually import eventually

LOOK_SECONDS = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What has still to be done, by where it waits; rest is an empty one."""

    outboxes: dict[str, int]
    unapplied: dict[str, int]
    uncommitted: dict[str, int]
    unjudged: int
    """Dossiers that wait for an answer of the register, which is told as soon as it comes."""

    @property
    def nothing(self) -> bool:
        return not (self.outboxes or self.unapplied or self.uncommitted or self.unjudged)


async def come_to_rest(field: Field, *, within: float) -> None:
    """Wait until nothing waits, twice in a row, since a record may be on its way between two looks of one round."""
    calm = 0

    async def look() -> bool:
        nonlocal calm
        try:
            waiting = await whats_waiting(field)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, KafkaError, TimeoutError) as error:
            calm = 0
            raise AssertionError(f"servers do not answer: {error!r}") from error
        calm = calm + 1 if waiting.nothing else 0
        assert waiting.nothing, waiting
        return calm > 1

    await eventually(look, within=within, every=LOOK_SECONDS)


async def outbox_rows(field: Field, service: str) -> int:
    """Return how many rows wait to be sent."""
    [row] = await rows(field.databases[service], "SELECT count(*) FROM outbox")
    return int(row[0])


async def whats_waiting(field: Field) -> Waiting:
    [unjudged] = await rows(field.databases["eligibility"], "SELECT count(*) FROM dossiers WHERE awaits_register")
    outboxes = {service: await outbox_rows(field, service) for service in SERVICES}
    async with administration(Cluster(field.bootstrap_servers)) as admin:
        ends = await ends_of_topics(field.bootstrap_servers)
        unapplied, uncommitted = {}, {}
        for topic, group in HEARD:
            there = {partition: end for partition, end in ends.items() if partition.topic == topic and end}
            done = await applied(field, group)
            done_to = await committed(admin, group)
            unapplied[group] = sum(end - done.get(partition, 0) for partition, end in there.items())
            uncommitted[group] = sum(end - done_to.get(partition, 0) for partition, end in there.items())
    return Waiting(
        outboxes={service: count for service, count in outboxes.items() if count},
        unapplied={group: count for group, count in unapplied.items() if count},
        uncommitted={group: count for group, count in uncommitted.items() if count},
        unjudged=int(unjudged[0]),
    )


async def ends_of_topics(bootstrap_servers: str) -> dict[TopicPartition, int]:
    """Return, by partition of each topic that is heard, the offset of the next record."""
    heard = {topic for topic, _ in HEARD}
    partitions = [
        TopicPartition(topic.name, number)
        for topic in declared()
        if topic.name in heard
        for number in range(topic.partitions)
    ]
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap_servers, request_timeout_ms=5_000)
    await consumer.start()
    try:
        consumer.assign(partitions)
        return dict(await consumer.end_offsets(partitions))
    finally:
        await consumer.stop()


async def applied(field: Field, group: str) -> dict[TopicPartition, int]:
    """Return how far a group's database is, by partition: the offset of the next record."""
    statement = "SELECT consumer_group, topic, partition, next_offset FROM applied_offsets"
    found = await rows(field.databases[group.split(".", maxsplit=1)[0]], statement)
    return {
        TopicPartition(row["topic"], row["partition"]): row["next_offset"]
        for row in found
        if row["consumer_group"] == group
    }


async def committed(admin: AIOKafkaAdminClient, group: str) -> dict[TopicPartition, int]:
    """Return from where a group goes on, by partition."""
    offsets = await admin.list_consumer_group_offsets(group)
    return {partition: meta.offset for partition, meta in offsets.items()}
