"""Several workers, killed ones, paused ones, one whose clock is wrong, and a database that goes away."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from shared.jobs import store
from shared.jobs.enqueue import enqueue, set_timer
from shared.jobs.kind import Kind
from shared.jobs.running import Handler, Running
from shared.jobs.tend import tend_once
from shared.jobs.worker import SLOTS, Worker
from shared.postgres.database import Database
from tests.integration.jobs.working import NOTE, Note, Notebook, only_job, worker_vanished
from tests.support.eventually import eventually
from tests.support.lossy import link_to
from tests.support.postgres import FreshDatabase, OpenDatabase

NO_SERVER = 9


@asynccontextmanager
async def at_work(*workers: Worker) -> AsyncIterator[None]:
    """Let workers run meanwhile."""
    tasks = [asyncio.create_task(worker.run()) for worker in workers]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def test_three_workers_that_were_off_all_night_fire_a_timer_once(open_database: OpenDatabase) -> None:
    database, notebook = await open_database("shared"), Notebook()
    async with database.transaction() as tx:
        cut_off = await tx.fetchval("SELECT now() - interval '9 hours'")
        await set_timer(tx, NOTE, Note(text="Bretagne"), key="2026/53", at=cut_off)
        for number in range(20):
            await enqueue(tx, NOTE, Note(text=str(number)))

    async with at_work(*(notebook.worker(database) for _ in range(3))):

        async def all_done() -> bool:
            return len(notebook.notes) >= 21

        await eventually(all_done)
    assert {"Bretagne", *map(str, range(20))} == set(notebook.notes)
    assert 21 == len(notebook.notes)
    assert "Bretagne" == notebook.notes[0]


@pytest.mark.parametrize(("error", "fires"), [(timedelta(days=1), False), (timedelta(days=-1), True)])
async def test_a_worker_whose_clock_is_wrong_fires_a_timer_when_the_database_says_so(
    error: timedelta, *, fires: bool, open_database: OpenDatabase
) -> None:
    database, notebook = await open_database("shared"), Notebook()
    async with database.transaction() as tx:
        at = await tx.fetchval("SELECT now() + $1::interval", timedelta(hours=-1 if fires else 1))
        await set_timer(tx, NOTE, Note(text="Bretagne"), key="2026/53", at=at)

    with time_machine.travel(datetime.now(UTC) + error):
        assert fires == await notebook.worker(database).run_one()

    assert ["Bretagne"] * fires == notebook.notes


async def test_a_job_whose_worker_is_killed_runs_again(fresh_database: FreshDatabase) -> None:
    url = await fresh_database("shared")
    database, notebook = Database(url), Notebook()
    async with database.transaction() as tx:
        await enqueue(tx, NOTE, Note(text="twice"))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.integration.jobs.killed", url, stderr=asyncio.subprocess.PIPE
    )
    assert process.stderr is not None
    while b"begun twice" not in await process.stderr.readline():
        assert process.returncode is None
    process.send_signal(signal.SIGKILL)
    await process.wait()

    await tend_once(database, service="tests")
    assert not await notebook.worker(database).run_one(), "its lease has not ended"
    await worker_vanished(database)
    await tend_once(database, service="tests")

    assert await notebook.worker(database).run_one()
    job = await only_job(database)
    assert ("done", 2, ["twice"]) == (job.state, job.attempts, notebook.notes)
    await database.close()


async def test_a_job_that_kills_every_worker_is_dead_in_the_end(open_database: OpenDatabase) -> None:
    database, notebook = await open_database("shared"), Notebook()
    async with database.transaction() as tx:
        await enqueue(tx, NOTE, Note(text="deadly"))
    for _ in range(3):
        async with database.transaction() as tx:
            await tx.execute("UPDATE jobs SET run_at = now()")
        async with database.transaction() as tx:
            assert await store.claim(tx, ["note"])
        await worker_vanished(database)
        await tend_once(database, service="tests")

    assert "dead" == (await only_job(database)).state
    assert not await notebook.worker(database).run_one()


async def test_a_worker_that_lost_its_job_ends_it_for_nobody_and_its_transaction_is_undone(
    open_database: OpenDatabase,
) -> None:
    database = await open_database("shared")
    async with database.transaction() as tx:
        await enqueue(tx, NOTE, Note(text="slow"))

    async def takes_too_long(job: Running, _: Note) -> None:
        await worker_vanished(database)
        await tend_once(database, service="tests")
        async with database.transaction() as tx:
            await enqueue(tx, Kind(name="effect", arguments=Note), Note(text="must not stay"))
            await job.finish(tx)

    assert await Worker(database=database, handlers=[Handler(kind=NOTE, run=takes_too_long)], service="tests").run_one()

    job = await only_job(database)
    assert ("note", "waiting", 1) == (job.kind, job.state, job.attempts)


async def test_what_is_finished_in_its_transaction_is_done_even_where_its_worker_dies_afterwards(
    open_database: OpenDatabase,
) -> None:
    database = await open_database("shared")
    async with database.transaction() as tx:
        await enqueue(tx, NOTE, Note(text="done"))

    async def dies_afterwards(job: Running, _: Note) -> None:
        async with database.transaction() as tx:
            await job.finish(tx)
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await Worker(database=database, handlers=[Handler(kind=NOTE, run=dies_afterwards)], service="tests").run_one()

    assert "done" == (await only_job(database)).state


async def test_a_process_that_is_told_to_end_puts_its_jobs_back_without_counting_the_attempt(
    open_database: OpenDatabase,
) -> None:
    database, begun = await open_database("shared"), asyncio.Event()
    async with database.transaction() as tx:
        await enqueue(tx, NOTE, Note(text="interrupted"))

    async def hold(_job: Running, _note: Note) -> None:
        begun.set()
        await asyncio.Event().wait()

    async with at_work(Worker(database=database, handlers=[Handler(kind=NOTE, run=hold)], service="tests")):
        await begun.wait()

    job = await only_job(database)
    assert ("waiting", 0) == (job.state, job.attempts)


async def test_a_run_that_cannot_reach_its_database_ends_with_its_lease_and_the_worker_goes_on(
    fresh_database: FreshDatabase,
) -> None:
    url = await fresh_database("shared")
    direct, notebook, cancelled = Database(url), Notebook(), asyncio.Event()
    async with direct.transaction() as tx:
        await enqueue(tx, NOTE, Note(text="cut off"))

    async with link_to(url) as link:
        server_port = link.proxy.target_port

        async def cut_off_at_first(job: Running, note: Note) -> None:
            if job.claimed.attempts == 1:
                link.proxy.target_port = NO_SERVER
                link.proxy.reset()
                try:
                    await asyncio.Event().wait()
                finally:
                    cancelled.set()
            await notebook.run(job, note)

        handlers = [Handler(kind=NOTE, run=cut_off_at_first)]
        behind = Database(link.url)
        worker = Worker(database=behind, handlers=handlers, service="tests", lease_seconds=0.5, poll_seconds=0.05)
        async with at_work(worker):
            await cancelled.wait()
            await worker_vanished(direct)
            await tend_once(direct, service="tests")
            link.proxy.target_port = server_port

            async def done() -> bool:
                return (await only_job(direct)).state == "done"

            await eventually(done)
        await behind.close()

    assert ["cut off"] == notebook.notes
    await direct.close()


async def test_a_run_lasts_no_longer_than_its_kind_allows_and_more_runs_than_one_are_under_way(
    open_database: OpenDatabase,
) -> None:
    database, begun = await open_database("shared"), asyncio.Semaphore(0)
    kind = Kind(name="hangs", arguments=Note, seconds=0.2, most_attempts=1)
    async with database.transaction() as tx:
        for _ in range(SLOTS):
            await enqueue(tx, kind, Note(text="hangs"))

    async def hang(_job: Running, _note: Note) -> None:
        begun.release()
        await asyncio.Event().wait()

    async with at_work(Worker(database=database, handlers=[Handler(kind=kind, run=hang)], service="tests")):
        for _ in range(SLOTS):
            await begun.acquire()

        async def all_dead() -> bool:
            async with database.transaction() as tx:
                return bool(SLOTS == await tx.fetchval("SELECT count(*) FROM jobs WHERE state = 'dead'"))

        await eventually(all_dead)
