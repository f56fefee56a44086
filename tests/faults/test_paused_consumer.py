"""A consumer stands still in mid-batch until others have its partitions; then it wakes and finishes what it began."""

import asyncio
from time import monotonic

from deploy.local.services import wait_until_ready
from tests.faults.field import freeze, thaw
from tests.faults.locks import holding, waits_for_lock
from tests.faults.rest import applied
from tests.faults.trial import Trial
from tests.support.eventually import eventually

TAKEN_OVER_SECONDS = 90


async def test_a_zombie_that_wakes_in_mid_batch_changes_nothing(trial: Trial) -> None:
    [first] = trial.field.running("programme", "worker")
    second = await trial.field.start("programme", "worker")
    await asyncio.to_thread(wait_until_ready, [second])
    pid = first.process.pid

    async def in_mid_batch() -> bool:
        return pid in await waits_for_lock(trial.field, "programme", "programme")

    async with trial.load():
        async with holding(trial.field, "programme", "listings"):
            await eventually(in_mid_batch, within=30)
            freeze(pid)
        try:
            before, began = await applied(trial.field, "programme.decisions"), monotonic()

            async def all_partitions_move() -> bool:
                now = await applied(trial.field, "programme.decisions")
                return all(now[partition] > offset for partition, offset in before.items())

            await eventually(all_partitions_move, within=TAKEN_OVER_SECONDS, every=0.2)
            trial.figures["taken over after"] = f"{monotonic() - began:.1f} s"
        finally:
            thaw(pid)
        trial.fault_ended()
        await trial.acknowledged(1)
    await trial.holds()
