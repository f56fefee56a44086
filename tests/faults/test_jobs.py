"""Workers end, lose their database or have a wrong clock in the middle of jobs: each has its effect once, none is lost.

The jobs are the mails of registrations. One that was handed over and whose answer nobody noted comes again, as the
same mail; no other may.
"""

import asyncio
import signal
from pathlib import Path

import pytest

from deploy.local.services import wait_until_ready
from shared.jobs.tend import TEND_SECONDS
from shared.jobs.worker import SLOTS
from tests.faults.field import READY_SECONDS
from tests.faults.post_office import every_receipt_came_once, post_office
from tests.faults.trial import Trial

pytestmark = pytest.mark.long

KILLS = 2
DOWN_SECONDS = 10
WRONG_CLOCK = """\
from datetime import UTC, datetime, timedelta

import time_machine

time_machine.travel(datetime.now(UTC) + timedelta(minutes={minutes})).start()
"""


async def test_a_worker_killed_in_mid_job_leaves_its_jobs_to_the_next(trial: Trial) -> None:
    interrupted: set[str] = set()
    async with post_office(trial) as office:
        async with trial.load():
            for _ in range(KILLS):
                interrupted |= await office.keep_back()
                [worker] = trial.field.running("submission", "worker")
                await trial.field.kill(worker)
                office.answer()
                await trial.field.start("submission", "worker")
                await trial.acknowledged(5)
            trial.fault_ended()
        await trial.holds()
        await every_receipt_came_once(trial, office)
    assert KILLS * SLOTS == len(interrupted)
    assert interrupted == office.again


async def test_a_database_that_goes_away_in_mid_job_delays_its_end(trial: Trial) -> None:
    async with post_office(trial) as office:
        async with trial.load():
            interrupted = await office.keep_back()
            server = trial.field.server("postgres")
            server.send_signal(signal.SIGQUIT)
            await asyncio.to_thread(server.wait, 30)
            office.answer()
            await asyncio.sleep(DOWN_SECONDS)
            await trial.field.postgres.start()
            trial.fault_ended()
            await trial.acknowledged(5)
        await trial.holds()
        await every_receipt_came_once(trial, office)
    assert office.again <= interrupted


@pytest.mark.parametrize("minutes", [-30, 30])
async def test_a_worker_whose_clock_is_wrong_takes_what_a_dead_one_left_and_nothing_else(
    trial: Trial, minutes: int, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(WRONG_CLOCK.format(minutes=minutes), encoding="utf-8")
    async with post_office(trial) as office:
        services = trial.field.services
        [right] = trial.field.running("submission", "worker")
        usual = services.environment
        services.environment = {**usual, "PYTHONPATH": str(tmp_path)}
        await trial.field.start("submission", "worker")
        services.environment = usual
        await asyncio.to_thread(wait_until_ready, services.running, seconds=READY_SECONDS)
        async with trial.load():
            under_way = await office.keep_back(workers=2)
            # Long enough for both to have looked for jobs whose worker gives no sign of life.
            await asyncio.sleep(TEND_SECONDS + 2)
            assert set() == office.again
            await trial.field.kill(right)
            office.answer()
            trial.fault_ended()
            await trial.acknowledged(5)
        await trial.holds()
        await every_receipt_came_once(trial, office)
    assert office.again <= under_way
    assert SLOTS == len(office.again)
