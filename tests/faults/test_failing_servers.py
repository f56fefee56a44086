"""Broker and database server end or stand still, and come back."""

import asyncio
import signal

import pytest

from tests.faults.field import freeze, thaw
from tests.faults.trial import Trial

DOWN_SECONDS = 10
PAUSED_SECONDS = 20


@pytest.mark.smoke
async def test_a_killed_broker_delays_and_loses_nothing(trial: Trial) -> None:
    async with trial.load():
        await trial.field.kafka.kill()
        await asyncio.sleep(DOWN_SECONDS)
        await trial.field.kafka.start()
        trial.fault_ended()
        await trial.acknowledged(1)
    await trial.holds()


async def test_a_broker_that_stands_still_beyond_every_session_delays_and_loses_nothing(trial: Trial) -> None:
    pid = trial.field.server("kafka").pid
    async with trial.load():
        freeze(pid)
        try:
            await asyncio.sleep(PAUSED_SECONDS)
        finally:
            thaw(pid)
        trial.fault_ended()
        await trial.acknowledged(1)
    await trial.holds()


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
    await trial.holds()
