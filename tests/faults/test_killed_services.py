"""A process of ours ends as by a power cut, at random moments and at the worst ones."""

from functools import partial

import pytest
from aiokafka import TopicPartition

from tests.faults.locks import holding, relay_pid, waits_for_lock
from tests.faults.rest import applied
from tests.faults.trial import Trial
from tests.support.eventually import eventually

pytestmark = pytest.mark.smoke

KILLS = 5
KILLS_IN_BATCH = 2


async def test_a_door_killed_in_mid_request_loses_and_doubles_nothing(trial: Trial) -> None:
    async with trial.load():
        for _ in range(KILLS):
            await trial.acknowledged(trial.draw.randint(1, 15))
            [door] = trial.field.running("submission", "api")
            await trial.field.restart(door)
        await trial.acknowledged(1)
        trial.fault_ended()
    trial.figures["kills"] = KILLS
    await trial.holds()


async def test_a_relay_killed_between_sending_and_deleting_sends_again_and_in_order(trial: Trial) -> None:
    async with trial.load():
        for _ in range(KILLS):
            await trial.acknowledged(trial.draw.randint(1, 15))
            holder = await relay_pid(trial.field, "submission")
            [victim] = [each for each in trial.field.services.running if each.process.pid == holder]
            async with holding(trial.field, "submission", "outbox"):
                await eventually(lambda: waits_for_lock(trial.field, "submission", "relay"), within=30)
                await trial.field.kill(victim)
            await trial.field.start("submission", victim.role)
        trial.fault_ended()
    trial.figures["kills"] = KILLS
    await trial.holds()


@pytest.mark.parametrize("service", ["eligibility", "programme"])
async def test_a_consumer_killed_in_mid_batch_reads_it_again(trial: Trial, service: str) -> None:
    table = {"eligibility": "dossiers", "programme": "listings"}[service]
    role = {"eligibility": "all", "programme": "worker"}[service]
    async with trial.load():
        for _ in range(KILLS_IN_BATCH):
            await trial.acknowledged(trial.draw.randint(1, 15))
            async with holding(trial.field, service, table):
                await eventually(lambda: waits_for_lock(trial.field, service, service), within=30)
                [victim] = trial.field.running(service, role)
                await trial.field.restart(victim)
        trial.fault_ended()
    trial.figures["kills"] = KILLS_IN_BATCH
    await trial.holds()


async def test_a_consumer_killed_between_its_commit_and_its_offsets_applies_nothing_twice(trial: Trial) -> None:
    link, group = trial.field.kafka_link, "programme.decisions"
    async with trial.load():
        for _ in range(KILLS_IN_BATCH):
            await trial.acknowledged(trial.draw.randint(1, 15))
            [victim] = trial.field.running("programme", "worker")
            async with holding(trial.field, "programme", "listings"):
                await eventually(lambda: waits_for_lock(trial.field, "programme", "programme"), within=30)
                link.stall()
                before = await applied(trial.field, group)
            await eventually(partial(applied_beyond, trial, group, before), within=30)
            await trial.field.kill(victim)
            link.heal()
            await trial.field.start("programme", "worker")
        trial.fault_ended()
    trial.figures["kills"] = KILLS_IN_BATCH
    await trial.holds()


async def applied_beyond(trial: Trial, group: str, before: dict[TopicPartition, int]) -> bool:
    return sum((await applied(trial.field, group)).values()) > sum(before.values())
