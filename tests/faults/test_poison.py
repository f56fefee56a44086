"""Poison of every kind, in the middle of a batch, for every consumer: set aside once, and its neighbours applied."""

import asyncio
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer

from benchmarks.emptied import advance_relay_marks
from shared.contracts.eligibility import DECISIONS, STRUCTURES
from shared.contracts.programme import LISTINGS
from shared.contracts.stream import Stream
from shared.contracts.submission import MANIFESTATIONS
from tests.faults.observe import HEARD
from tests.faults.poison import Sent, every_kind, good
from tests.faults.trial import Trial

PARTITION = 3


@pytest.mark.parametrize(
    "stream",
    # That of most readers is among the few faults of every run.
    [MANIFESTATIONS, pytest.param(DECISIONS, marks=pytest.mark.smoke), STRUCTURES, LISTINGS],
    ids=lambda each: each.topic,
)
async def test_poison_in_the_middle_of_a_batch_is_set_aside_once_and_holds_nobody_up(
    trial: Trial, stream: Stream[Any]
) -> None:
    groups = [group for topic, group in HEARD if topic == stream.topic]
    poison = every_kind(stream, groups)
    trial.draw.shuffle(poison)
    batch = [sent for bad in poison for sent in (good(stream), bad)] + [good(stream)]

    async with trial.load():
        await send_as_one(trial, stream.topic, batch)
        trial.fault_ended()
        await trial.acknowledged(5)
    trial.figures["poison"] = len(poison)
    await trial.holds()
    # A relay that connects anew would take the strangers' good records for states that its tables have lost.
    for service, url in trial.field.databases.items():
        await advance_relay_marks(service, database_url=url, bootstrap_servers=trial.field.bootstrap_servers)


async def send_as_one(trial: Trial, topic: str, batch: list[Sent]) -> None:
    """Send records so that the broker keeps them as one batch, which is fetched and applied as one."""
    producer = AIOKafkaProducer(
        bootstrap_servers=trial.field.bootstrap_servers,
        linger_ms=200,
        max_batch_size=2_000_000,
        max_request_size=4_000_000,
    )
    await producer.start()
    try:
        waiting = [
            await producer.send(topic, sent.value, key=sent.key, headers=sent.headers, partition=PARTITION)
            for sent in batch
        ]
        for sent, kept in zip(batch, await asyncio.gather(*waiting), strict=True):
            if topic == LISTINGS.topic:
                trial.field.strangers.add((sent.key or b"").decode(errors="replace"))
            for group in sent.spoils:
                trial.field.poison[group].add((topic, PARTITION, kept.offset))
    finally:
        await producer.stop()
