"""A process of ours ends as by a power cut, at random moments and at the worst ones."""

from functools import partial

import pytest
from aiokafka import TopicPartition

from deploy.kafka.administration import administration
from shared.contracts.submission import MANIFESTATIONS
from shared.kafka.cluster import Cluster
from tests.faults.locks import END_WAITING, holding, relay_pid, waits_for_lock
from tests.faults.observe import told
from tests.faults.rest import applied, committed
from tests.faults.trial import Trial
from tests.support.eventually import eventually
from tests.support.kafka import records_so_far

KILLS = 5
KILLS_IN_BATCH = 2


@pytest.mark.smoke
async def test_a_door_killed_in_mid_request_loses_and_doubles_nothing(trial: Trial) -> None:
    async with trial.load():
        for _ in range(KILLS):
            await trial.acknowledged(trial.draw.randint(1, 15))
            [door] = trial.field.running("submission", "api")
            await trial.field.restart(door)
        await trial.acknowledged(1)
        trial.fault_ended()
    trial.figures["kills"] = KILLS
    trial.refused()
    await trial.holds()


@pytest.mark.smoke
async def test_a_relay_killed_between_sending_and_deleting_sends_again_and_in_order(trial: Trial) -> None:
    repeated = await repeats(trial)
    async with trial.load():
        for _ in range(KILLS):
            await trial.acknowledged(trial.draw.randint(1, 15))
            holder = await relay_pid(trial.field, "submission")
            [victim] = [each for each in trial.field.services.running if each.process.pid == holder]
            async with holding(trial.field, "submission", "outbox") as connection:
                await eventually(lambda: waits_for_lock(trial.field, "submission", "relay"), within=30)
                await trial.field.kill(victim)
                # A statement that waits would be carried out although its client is gone.
                assert await connection.fetchval(END_WAITING, "relay") > 0
            await trial.field.start("submission", victim.role)
        trial.fault_ended()
    trial.figures["kills"] = KILLS
    await trial.holds()
    assert await repeats(trial) - repeated >= KILLS


@pytest.mark.parametrize("service", ["eligibility", "programme"])
async def test_a_consumer_killed_in_mid_batch_reads_it_again(trial: Trial, service: str) -> None:
    table = {"eligibility": "dossiers", "programme": "listings"}[service]
    role = {"eligibility": "all", "programme": "worker"}[service]
    async with trial.load():
        for _ in range(KILLS_IN_BATCH):
            await trial.acknowledged(trial.draw.randint(1, 15))
            async with holding(trial.field, service, table):
                [victim] = trial.field.running(service, role)
                await eventually(partial(waits, trial, service, victim.process.pid), within=30)
                await trial.field.restart(victim)
        trial.fault_ended()
    trial.figures["kills"] = KILLS_IN_BATCH
    await trial.holds()


@pytest.mark.smoke
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
            # Else what the link holds back, the commit among it, would still arrive.
            link.reset()
            link.heal()
            assert await applied_and_not_committed(trial, group) > 0
            await trial.field.start("programme", "worker")
        trial.fault_ended()
    trial.figures["kills"] = KILLS_IN_BATCH
    await trial.holds()


async def repeats(trial: Trial) -> int:
    """Return how many records of the first topic repeat one before them."""
    records = [told(each) for each in await records_so_far(trial.field.bootstrap_servers, MANIFESTATIONS.topic)]
    return len(records) - len({(each.key, each.version) for each in records})


async def waits(trial: Trial, service: str, pid: int) -> bool:
    return pid in await waits_for_lock(trial.field, service, service)


async def applied_and_not_committed(trial: Trial, group: str) -> int:
    async with administration(Cluster(trial.field.bootstrap_servers)) as admin:
        done_to = await committed(admin, group)
    return sum(offset - done_to.get(partition, 0) for partition, offset in (await applied(trial.field, group)).items())


async def applied_beyond(trial: Trial, group: str, before: dict[TopicPartition, int]) -> bool:
    return sum((await applied(trial.field, group)).values()) > sum(before.values())
