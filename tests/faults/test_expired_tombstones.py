"""A reader of the public topic is away until the broker has forgotten removals: records, and then their tombstones."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import pytest
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

from deploy.kafka.administration import administration
from deploy.kafka.declared import declared
from shared.contracts.programme import LISTINGS
from shared.kafka.cluster import Cluster
from tests.faults.field import Field
from tests.faults.load import Rates
from tests.faults.observe import rows
from tests.faults.requests import Requests
from tests.faults.trial import Trial
from tests.support.builders import submission_body
from tests.support.eventually import eventually
from tests.support.kafka import records_so_far

WITHOUT_BOOKINGS = Rates(bookings=0)
HASTY = {
    "delete.retention.ms": "1000",
    # What is written last is never compacted, so each segment is to be short.
    "segment.ms": "1000",
    "min.cleanable.dirty.ratio": "0.001",
}
FORGOTTEN_SECONDS = 180


@pytest.mark.long
async def test_a_copy_drops_what_was_removed_while_its_reader_was_away_for_longer_than_tombstones_are_kept(
    trial: Trial,
) -> None:
    field = trial.field
    async with trial.load(WITHOUT_BOOKINGS):
        one = await registered(trial)
        await eventually(partial(in_copy, field, one), within=60)
        [reader] = field.running("matchmaking", "all")
        await field.kill(reader)
        async with compacted_at_once(field, LISTINGS.topic):
            await withdrawn(trial, one)
            await eventually(partial(forgotten, field, one), within=FORGOTTEN_SECONDS, every=1)
            assert await in_copy(field, one)
            await field.heal()
            trial.fault_ended()
            await eventually(partial(dropped, field, one), within=60)
        await trial.acknowledged(1)
    await trial.holds()


async def registered(trial: Trial) -> str:
    """Register a manifestation that the load leaves alone; the rules accept it."""
    title = f"Bientôt retirée {trial.seed}"
    requests = Requests(platform=trial.platform, history=trial.history)
    response, _ = await requests.send("POST", "submission", "/manifestations", submission_body(title=title))
    assert response is not None
    return str(response.json()["manifestation_id"])


async def withdrawn(trial: Trial, one: str) -> None:
    requests = Requests(platform=trial.platform, history=trial.history)
    response, _ = await requests.send("POST", "submission", f"/manifestations/{one}/withdrawal", version=1)
    assert response is not None
    assert response.is_success, response.text


async def in_copy(field: Field, one: str) -> bool:
    """Return True while matchmaking takes it for part of the programme."""
    statement = f"SELECT FROM listings WHERE manifestation_id = '{one}' AND NOT gone"
    return bool(await rows(field.databases["matchmaking"], statement))


async def dropped(field: Field, one: str) -> bool:
    return not await in_copy(field, one)


async def forgotten(field: Field, one: str) -> bool:
    """Return True once the topic holds neither the record nor its tombstone."""
    records = await records_so_far(field.bootstrap_servers, LISTINGS.topic)
    return one.encode() not in {record.key for record in records}


@asynccontextmanager
async def compacted_at_once(field: Field, name: str) -> AsyncIterator[None]:
    """Let the broker compact a topic as soon as it can, and keep tombstones for a second, while the block runs."""
    [topic] = [each for each in declared() if each.name == name]

    async def configure(**settings: str) -> None:
        configs = topic.configuration() | settings
        async with administration(Cluster(field.bootstrap_servers)) as admin:
            await admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, name, configs=configs)])

    await configure(**HASTY)
    try:
        yield
    finally:
        await configure()
