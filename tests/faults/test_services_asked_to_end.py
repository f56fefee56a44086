"""A deployment does not wait for the broker: whoever is asked to end has ended soon, and nothing is lost."""

import asyncio
from time import monotonic

import psutil
import pytest

from deploy.local import processes
from tests.faults.field import freeze, thaw
from tests.faults.trial import Trial

LONGEST_SECONDS = 20.0
GIVEN_UP_SECONDS = 60.0


@pytest.mark.parametrize("broker", ["down", "silent"])
async def test_every_service_ends_in_time_without_its_broker(trial: Trial, broker: str) -> None:
    pid = trial.field.server("kafka").pid
    async with trial.load():
        await trial.acknowledged(10)
    if broker == "down":
        await trial.field.kafka.kill()
    else:
        freeze(pid)
    try:
        async with trial.load():
            await trial.acknowledged(10)
        slowest = await asyncio.gather(
            *(asyncio.to_thread(seconds_to_end, each.process.pid) for each in trial.field.services.running)
        )
    finally:
        if broker == "silent":
            thaw(pid)
    names = [f"{each.service}/{each.role}" for each in trial.field.services.running]
    trial.figures["ended after"] = " ".join(f"{name} {took:.1f} s" for name, took in zip(names, slowest, strict=True))
    assert not [each for each in trial.field.services.running if processes.is_running(each.process)]
    await trial.field.heal()
    trial.fault_ended()
    await trial.holds()
    assert max(slowest) < LONGEST_SECONDS, trial.figures["ended after"]


def seconds_to_end(pid: int) -> float:
    """Ask a process to end; it is a child of ours, so that it is waited for as a zombie."""
    process, began = psutil.Process(pid), monotonic()
    process.terminate()
    while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
        if monotonic() - began > GIVEN_UP_SECONDS:
            process.kill()
        try:
            process.wait(0.05)
        except psutil.TimeoutExpired:
            continue
    return monotonic() - began
