"""What this service hears, from a real broker to a decision that is ready to be told."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest
from aiokafka import AIOKafkaProducer

from services.eligibility.consumer import subscriptions
from services.eligibility.register.client import Register
from shared.contracts.submission import MANIFESTATIONS, ManifestationChanged
from shared.kafka.cluster import Cluster
from shared.kafka.consumers import Consumers
from shared.outbox.append import outbox_row
from shared.postgres.database import Database
from tests.integration.eligibility.support import ASSOCIATION, Scripted, changed, desk_of, history, told_decisions
from tests.support.eventually import eventually
from tests.support.kafka import UniqueStream


async def send(producer: AIOKafkaProducer, topic: str, *events: ManifestationChanged) -> None:
    for event in events:
        row = outbox_row(MANIFESTATIONS, event)
        headers = [(name, text.encode()) for name, text in row.headers.items()]
        await producer.send_and_wait(topic, row.payload, key=row.key.encode(), headers=headers)


async def test_what_is_submitted_amended_and_withdrawn_becomes_decisions_on_register_facts(
    *,
    database: Database,
    register: Register,
    scripted: Scripted,
    bootstrap_servers: str,
    kafka_producer: AIOKafkaProducer,
    unique_stream: UniqueStream,
    unique_group: Callable[[str], str],
) -> None:
    scripted.knows(ASSOCIATION)
    declared, *_ = subscriptions(database, register, desk_of)
    group = unique_group("eligibility.manifestations")
    stream = await unique_stream(MANIFESTATIONS, groups=(group,))
    heard = replace(declared, stream=stream, group=group)
    consumers = Consumers(database=database, cluster=Cluster(bootstrap_servers), subscriptions=[heard])
    running = asyncio.create_task(consumers.run())

    async def judged(number: int, verdict: str) -> bool:
        return verdict in [line[2] for line in await history(database, number)]

    await send(kafka_producer, stream.topic, changed(1), changed(2))
    await eventually(lambda: judged(1, "eligible"), within=30)
    await eventually(lambda: judged(2, "eligible"), within=30)
    await send(kafka_producer, stream.topic, changed(1), changed(1, 2, state="withdrawn"))
    await eventually(lambda: judged(1, "withdrawn"), within=30)

    assert [(1, "eligible"), (2, "withdrawn")] == [
        (told.version, told.verdict) for told in await told_decisions(database) if told.manifestation_id.int == 1
    ]
    assert 1 == len(scripted.asked)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
