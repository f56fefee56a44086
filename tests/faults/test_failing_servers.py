"""Broker and database server end or stand still, and come back."""

import asyncio
import signal

import pytest

from shared.outbox.drain import SEND_SECONDS
from tests.faults.field import freeze, thaw
from tests.faults.trial import Trial

DOWN_SECONDS = 10
PAUSED_SECONDS = SEND_SECONDS + 15.0
"""The relay has given up what it sent, and every session has ended."""


@pytest.mark.smoke
async def test_a_killed_broker_delays_and_loses_nothing(trial: Trial) -> None:
    async with trial.load():
        await trial.field.kafka.kill()
        await asyncio.sleep(DOWN_SECONDS)
        await trial.unsent()
        await trial.field.kafka.start()
        trial.fault_ended()
        await trial.acknowledged(1)
    await trial.holds()


async def test_a_broker_that_stands_still_beyond_every_limit_delays_loses_and_reorders_nothing(trial: Trial) -> None:
    pid = trial.field.server("kafka").pid
    async with trial.load():
        freeze(pid)
        before = amendments(trial)
        try:
            await asyncio.sleep(PAUSED_SECONDS)
            await trial.unsent()
            assert amendments(trial) > before
        finally:
            thaw(pid)
        trial.fault_ended()
        await trial.acknowledged(1)
    await trial.holds()


def amendments(trial: Trial) -> int:
    """Return how many changes of what was registered are acknowledged."""
    return sum(len(versions) - 1 for versions in trial.history.versions.values())


@pytest.mark.smoke
async def test_a_database_server_stopped_at_once_loses_nothing_it_has_confirmed(trial: Trial) -> None:
    async with trial.load():
        for _ in range(2):
            await trial.acknowledged(trial.draw.randint(1, 30))
            server = trial.field.server("postgres")
            server.send_signal(signal.SIGQUIT)
            await asyncio.to_thread(server.wait, 30)
            await asyncio.sleep(trial.draw.uniform(1, 4))
            await trial.field.postgres.start()
        trial.fault_ended()
        await trial.acknowledged(1)
    trial.refused()
    await trial.holds()


async def test_a_database_server_that_stands_still_refuses_with_a_hint_and_goes_on(trial: Trial) -> None:
    family = [trial.field.server("postgres"), *trial.field.server("postgres").children(recursive=True)]
    async with trial.load():
        for process in family:
            freeze(process.pid)
        try:
            await asyncio.sleep(DOWN_SECONDS)
        finally:
            for process in family:
                thaw(process.pid)
        trial.fault_ended()
        await trial.acknowledged(1)
    trial.refused()
    await trial.holds()
