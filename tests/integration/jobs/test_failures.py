"""A job that fails is tried again, later each time, until it is dead and somebody decides."""

from datetime import UTC, datetime

import pytest
from prometheus_client import REGISTRY

from shared.jobs import administration_store
from shared.jobs.enqueue import enqueue
from shared.jobs.kind import Kind
from shared.jobs.running import GiveUp
from shared.jobs.tend import tend_once
from shared.postgres.database import Database
from tests.integration.jobs.working import NOTE, Note, Notebook, only_job
from tests.support.command import moisess
from tests.support.postgres import FreshDatabase, OpenDatabase


async def test_a_failure_is_tried_again_later_each_time_until_the_job_is_dead(open_database: OpenDatabase) -> None:
    database = await open_database("shared")
    notebook = Notebook(failure=ValueError("no answer from claire@ressourcerie.example"))
    await ask_for(database)
    pauses = []
    for _ in range(3):
        assert await notebook.worker(database).run_one()
        job = await only_job(database)
        pauses.append((job.run_at - datetime.now(UTC)).total_seconds())
        assert not await notebook.worker(database).run_one()
        await make_due(database)

    assert ("dead", 3, 3) == (job.state, job.attempts, len(notebook.notes))
    assert 0 < pauses[0] < pauses[1]
    assert "ValueError: no answer from [adresse]" == job.last_error


@pytest.mark.parametrize("state", ["dead", "waiting"])
async def test_who_retries_a_job_gives_it_all_its_attempts_again(state: str, open_database: OpenDatabase) -> None:
    database = await open_database("shared")
    notebook = Notebook(failure=GiveUp("nobody there") if state == "dead" else ValueError("not now"))
    await ask_for(database)
    await notebook.worker(database).run_one()
    job = await only_job(database)
    assert state == job.state

    async with database.transaction() as tx:
        assert await administration_store.retry(tx, job.job_id)
    notebook.failure = None
    assert await notebook.worker(database).run_one()

    job = await only_job(database)
    assert ("done", 1) == (job.state, job.attempts)
    async with database.transaction() as tx:
        assert not await administration_store.retry(tx, job.job_id)
        assert await administration_store.drop(tx, job.job_id) is None


async def test_arguments_that_this_release_cannot_read_make_the_job_dead(open_database: OpenDatabase) -> None:
    database, notebook = await open_database("shared"), Notebook()
    async with database.transaction() as tx:
        await enqueue(tx, Kind(name="note", arguments=dict), {"words": 3})

    await notebook.worker(database).run_one()

    assert ("dead", []) == ((await only_job(database)).state, notebook.notes)


async def test_a_kind_that_nobody_here_handles_waits_for_a_worker_that_does(open_database: OpenDatabase) -> None:
    database, notebook = await open_database("shared"), Notebook()
    async with database.transaction() as tx:
        await enqueue(tx, Kind(name="of_another_release", arguments=Note), Note(text="later"))

    assert not await notebook.worker(database).run_one()
    assert "waiting" == (await only_job(database)).state


async def test_dead_jobs_and_late_ones_are_shown_as_figures(open_database: OpenDatabase) -> None:
    database = await open_database("shared")
    await ask_for(database)
    await Notebook(failure=GiveUp("nobody there")).worker(database).run_one()
    await ask_for(database)
    async with database.transaction() as tx:
        await tx.execute("UPDATE jobs SET run_at = now() - interval '1 hour' WHERE state = 'waiting'")

    await tend_once(database, service="figures")

    assert 1 == REGISTRY.get_sample_value("jobs_dead", {"service": "figures"})
    late = REGISTRY.get_sample_value("jobs_oldest_due_seconds", {"service": "figures"})
    assert late is not None
    assert late >= 3600


async def test_the_command_lists_retries_and_drops(fresh_database: FreshDatabase) -> None:
    url = await fresh_database("submission")
    environment = {"SUBMISSION_DATABASE_URL": url}
    database = Database(url)
    await ask_for(database)
    await ask_for(database)
    await Notebook(failure=GiveUp("nobody there")).worker(database).run_one()
    await database.close()

    async def command(*arguments: str) -> str:
        finished = await moisess("jobs", *arguments, "--service", "submission", environment=environment)
        return f"{finished.code} {finished.output}"

    listed = await command("list")
    assert "nobody there" in listed
    assert listed.index("dead") < listed.index("waiting")
    assert "0 Le travail 1 recommence." in await command("retry", "1")
    assert "1 Aucun travail 1 n’est mort" in await command("retry", "1")
    assert "0 Le travail 2 (note, " in await command("drop", "2")
    assert '"job_id": 1' in await command("list", "--state", "waiting", "--json")
    assert "0 Aucun travail à montrer." in await command("list", "--state", "dead")


async def ask_for(database: Database) -> None:
    """Enqueue one job."""
    async with database.transaction() as tx:
        await enqueue(tx, NOTE, Note(text="try"))


async def make_due(database: Database) -> None:
    """Let the pause before the next attempt pass."""
    async with database.transaction() as tx:
        await tx.execute("UPDATE jobs SET run_at = now()")
