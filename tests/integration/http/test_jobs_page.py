"""The national team sees in each service what could not be done, has it done again, or gives it up."""

from playwright.async_api import Browser

from services.programme.app import create_app
from services.programme.settings import Settings
from shared.jobs.enqueue import enqueue
from shared.jobs.running import GiveUp
from shared.postgres.database import Database
from tests.integration.http.screen import overflow, screen
from tests.integration.jobs.working import NOTE, Note, Notebook, all_jobs
from tests.support.postgres import FreshDatabase
from tests.support.service import HOST_OF_CLIENTS, bearer, new_key, without_broker
from tests.unit.http.sample import client_of

LONG = "SMTPServerDisconnected: " + "Anticonstitutionnellement" * 5


async def test_jobs_are_read_retried_and_given_up_on_a_page(fresh_database: FreshDatabase, browser: Browser) -> None:
    url = await fresh_database("programme")
    database = Database(url)
    async with database.transaction() as tx:
        for text in ("dead", "also dead", "waiting"):
            await enqueue(tx, NOTE, Note(text=text))
    worker = Notebook(failure=GiveUp(LONG)).worker(database)
    for _ in range(2):
        await worker.run_one()
    app = create_app(without_broker(Settings, url), "api")
    async with client_of(app, f"http://{HOST_OF_CLIENTS}") as client:
        client.headers.update(bearer(await new_key(database, "national")))
        for width in (375, 1280):
            async with screen(browser, client, "/travaux", width=width) as page:
                assert 0 == await overflow(page)
                shown = await page.inner_text("main")
                assert 2 == shown.count("Anticonstitutionnellement" * 5)
                assert shown.count("Recommencer le travail") == 2

        again = await client.post("/travaux/1/relancer")
        dropped = await client.post("/travaux/2/abandonner")
        too_late = await client.post("/travaux/2/abandonner")

    assert [303, 303, 409] == [again.status_code, dropped.status_code, too_late.status_code]
    assert {(1, "waiting", 0), (3, "waiting", 0)} == {
        (job.job_id, job.state, job.attempts) for job in await all_jobs(database)
    }
    await database.close()
