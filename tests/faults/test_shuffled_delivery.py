"""The whole log again, everything twice and in no order: the tables come out the same."""

import asyncio
import contextlib
import secrets
from dataclasses import replace
from typing import Any

import asyncpg
import pytest
from aiokafka import AIOKafkaProducer

from deploy.kafka.administration import administration, create
from deploy.kafka.declared import declared
from services.matchmaking.consumer import subscriptions as of_matchmaking
from services.programme.consumer import subscriptions as of_programme
from services.submission.consumer import decisions as of_submission
from shared.kafka import subscriber
from shared.kafka.cluster import Cluster
from shared.kafka.consumers import Consumers
from shared.kafka.dead_letters import dead_letter_topic
from shared.kafka.subscription import Subscription
from shared.postgres.database import Database
from tests.faults.observe import rows
from tests.faults.trial import Trial
from tests.support.eventually import eventually
from tests.support.kafka import Record, records_so_far
from tests.support.postgres import Databases

COPIES = 2
SMALL_BATCH = 7
"""Else all versions of an entity would come in one batch, where the highest is taken without asking the table."""
PAGE = "http://127.0.0.1/programme"

HEARERS: dict[str, tuple[list[Any], str]] = {
    "programme": (
        of_programme(lambda one: f"{PAGE}/{one}"),
        "SELECT manifestation_id, version, online, paper, content::text FROM listings ORDER BY 1",
    ),
    "submission": (
        [of_submission()],
        "SELECT manifestation_id, version, verdict, published::text FROM decisions_heard ORDER BY 1",
    ),
    "matchmaking": (
        of_matchmaking(),
        "SELECT manifestation_id, version, gone, title FROM listings ORDER BY 1",
    ),
}


@pytest.mark.parametrize(
    "service", [pytest.param(each, marks=[pytest.mark.smoke] if each == "programme" else []) for each in HEARERS]
)
async def test_the_whole_log_shuffled_and_doubled_makes_the_same_tables(
    trial: Trial, service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscriber, "MAX_RECORDS", SMALL_BATCH)
    async with trial.load():
        await trial.acknowledged(30)
    trial.fault_ended()
    await trial.holds()
    subscriptions, statement = HEARERS[service]
    administrator = await asyncpg.connect(trial.field.postgres.address)
    databases = Databases(administrator, trial.field.postgres.address)
    url = await databases.create(service)
    try:
        renamed, delivered = [], 0
        for subscription in subscriptions:
            topic, group = subscription.stream.topic, subscription.group
            records = await records_so_far(trial.field.bootstrap_servers, topic)
            sound = [each for each in records if (topic, each.partition, each.offset) not in trial.field.poison[group]]
            shuffled = sound * COPIES
            trial.draw.shuffle(shuffled)
            renamed.append(await redelivered(trial, subscription, shuffled))
            delivered += len(shuffled)
        await consume(trial, url, renamed, delivered)

        replayed = await rows(url, statement)
        lived = without_forgotten(await rows(trial.field.databases[service], statement), replayed)
        assert lived == replayed
        trial.figures["delivered"] = delivered
    finally:
        await databases.drop(url)
        await databases.drop_templates()
        await administrator.close()


def without_forgotten(lived: list[Any], replayed: list[Any]) -> list[Any]:
    """Leave out withdrawn entities that the topic knows no more: a broker forgets tombstones, a table keeps them."""
    known = {row["manifestation_id"] for row in replayed}
    return [row for row in lived if row["manifestation_id"] in known or not row.get("gone")]


async def redelivered(trial: Trial, subscription: Subscription[Any], records: list[Record]) -> Subscription[Any]:
    """Write the records to a topic of this test in this order; return the subscription to it."""
    of = subscription.stream.topic
    name = f"{of}.shuffled-{secrets.token_hex(4)}"
    [topic] = [replace(each, name=name) for each in declared() if each.name == of]
    letters = replace(topic, name=dead_letter_topic(name, subscription.group), cleanup="delete")
    async with administration(Cluster(trial.field.bootstrap_servers)) as admin:
        await create(admin, [topic, letters])
    producer = AIOKafkaProducer(bootstrap_servers=trial.field.bootstrap_servers, linger_ms=5)
    await producer.start()
    try:
        waiting = [
            await producer.send(name, record.value, key=record.key, headers=list(record.headers)) for record in records
        ]
        await asyncio.gather(*waiting)
    finally:
        await producer.stop()
    return replace(subscription, stream=replace(subscription.stream, topic=name))


async def consume(trial: Trial, url: str, subscriptions: list[Subscription[Any]], count: int) -> None:
    database = Database(url)
    consumers = Consumers(
        database=database, cluster=Cluster(trial.field.bootstrap_servers), subscriptions=subscriptions
    )
    task = asyncio.create_task(consumers.run())

    async def all_applied() -> bool:
        done = sum(row[0] for row in await rows(url, "SELECT next_offset FROM applied_offsets"))
        assert count == done, f"{done} of {count}"
        return True

    try:
        await eventually(all_applied, within=120, every=0.1)
        assert [] == await rows(url, "SELECT error_class FROM dead_letters")
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        await database.close()
