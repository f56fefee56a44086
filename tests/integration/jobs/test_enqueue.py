"""A job is asked for in the transaction that is its cause, once for each key."""

import asyncio
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from shared.jobs.enqueue import drop_timer, enqueue, enqueue_at_pace, set_timer
from shared.jobs.running import Handler, Running
from shared.jobs.worker import Worker
from shared.postgres.database import Database
from tests.integration.jobs.working import NOTE, Note, Notebook, all_jobs, only_job
from tests.support.eventually import eventually
from tests.support.postgres import OpenDatabase

LONG_AGO = datetime(2020, 9, 12, 23, 59, tzinfo=UTC)
FAR_AHEAD = datetime(2999, 9, 12, 23, 59, tzinfo=UTC)


async def test_a_job_is_run_after_its_transaction_and_never_where_that_is_undone(open_database: OpenDatabase) -> None:
    database, notebook = await open_database("shared"), Notebook()
    with pytest.raises(asyncpg.DivisionByZeroError):
        await _ask_and_fail(database)
    async with database.transaction() as tx:
        await enqueue(tx, NOTE, Note(text="committed"))
        assert not await notebook.worker(database).run_one()

    assert await notebook.worker(database).run_one()

    assert ["committed"] == notebook.notes
    assert not await notebook.worker(database).run_one()


async def test_a_key_is_good_for_one_job_also_once_that_is_done(open_database: OpenDatabase) -> None:
    database, notebook = await open_database("shared"), Notebook()
    asked = []
    for _ in range(2):
        async with database.transaction() as tx:
            asked += [await enqueue(tx, NOTE, Note(text="once"), key="cause") for _ in range(2)]
        while await notebook.worker(database).run_one():
            pass

    assert [True, False, False, False] == asked
    assert ["once"] == notebook.notes


async def test_a_timer_fires_once_for_a_moment_whenever_that_was_and_again_for_another_one(
    open_database: OpenDatabase,
) -> None:
    database, notebook = await open_database("shared"), Notebook()

    async def set_to(moment: datetime, text: str) -> None:
        async with database.transaction() as tx:
            await set_timer(tx, NOTE, Note(text=text), key="53", at=moment)
        while await notebook.worker(database).run_one():
            pass

    await set_to(FAR_AHEAD, "not yet")
    assert [] == notebook.notes
    await set_to(LONG_AGO, "first")
    await set_to(LONG_AGO, "first again")
    assert ["first"] == notebook.notes
    await set_to(LONG_AGO + timedelta(hours=1), "moved")
    assert ["first", "moved"] == notebook.notes
    assert "done" == (await only_job(database)).state


async def test_a_timer_that_is_dropped_does_not_fire(open_database: OpenDatabase) -> None:
    database = await open_database("shared")
    async with database.transaction() as tx:
        await set_timer(tx, NOTE, Note(text="never"), key="53", at=FAR_AHEAD)
        dropped = [await drop_timer(tx, NOTE, key="53") for _ in range(2)]

    assert [True, False] == dropped
    assert [] == await all_jobs(database)


async def test_what_is_asked_for_at_a_pace_runs_at_once_and_then_no_sooner_than_that_after_it(
    open_database: OpenDatabase,
) -> None:
    database, notebook = await open_database("shared"), Notebook()

    async def ask(text: str) -> None:
        async with database.transaction() as tx:
            await enqueue_at_pace(tx, NOTE, Note(text=text), key="53", every=timedelta(minutes=10))
        while await notebook.worker(database).run_one():
            pass

    for text in ("first", "second", "third"):
        await ask(text)
    assert ["first"] == notebook.notes
    waiting = await only_job(database)
    async with database.transaction() as tx:
        await tx.execute("UPDATE jobs SET state = 'done', ended_at = now() - interval '10 minutes'")
    await ask("fourth")

    assert ["first", "fourth"] == notebook.notes
    assert waiting.arguments == {"text": "second"}
    assert timedelta(minutes=9) < waiting.run_at - waiting.due_at <= timedelta(minutes=10)


async def test_who_asks_at_a_pace_while_the_job_ends_has_it_run_again(open_database: OpenDatabase) -> None:
    database = await open_database("shared")
    asking: list[asyncio.Task[None]] = []

    async def ask(text: str) -> None:
        async with database.transaction() as tx:
            await enqueue_at_pace(tx, NOTE, Note(text=text), key="53", every=timedelta(minutes=10))

    async def waits() -> bool:
        blocked = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        async with database.transaction(readonly=True) as tx:
            return bool(await tx.fetchval(f"SELECT EXISTS ({blocked})"))

    async def run(job: Running, _: Note) -> None:
        async with database.transaction() as tx:
            await job.finish(tx)
            asking.append(asyncio.create_task(ask("meanwhile")))
            await eventually(waits)
            assert not asking[0].done()

    await ask("first")
    assert await Worker(database=database, handlers=[Handler(kind=NOTE, run=run)], service="tests").run_one()
    await asking[0]

    job = await only_job(database)
    assert ("waiting", {"text": "meanwhile"}) == (job.state, job.arguments)


async def _ask_and_fail(database: Database) -> None:
    async with database.transaction() as tx:
        await enqueue(tx, NOTE, Note(text="undone"))
        await tx.execute("SELECT 1 / 0")
