"""No dossier is forgotten: a silent chamber is reminded of it, and in the end the national team sees it."""

import asyncio
from datetime import timedelta

import pytest

from services.eligibility.jobs import jobs
from services.eligibility.settings import Settings
from shared.contracts.edition import ReviewDelays
from shared.jobs.worker import Worker
from shared.postgres.database import Database
from tests.integration.eligibility.conftest import MakeKey
from tests.integration.eligibility.desk.working import PAGE, Moderator, pass_days, set_due_timers, tell
from tests.integration.eligibility.support import assess_all, changed, rows
from tests.support.edition import edition, know_editions
from tests.support.service import Client, without_broker

TITLE = changed(1).content.title


@pytest.fixture
async def national(client: Client, make_key: MakeKey) -> Moderator:
    return Moderator(client=client, key={**PAGE, **await make_key("national")})


async def in_queue(who: Moderator, query: str = "") -> int:
    """Count how often the dossier is on the page of a queue."""
    page = await who.client.get(f"/bureau{query}", headers=who.key)
    assert page.status_code == 200
    return page.text.count('class="desk-row"')


async def test_a_silent_chambers_dossier_reaches_the_national_team_by_the_clock_and_once(
    national: Moderator, moderator: Moderator, database: Database, database_url: str
) -> None:
    await assess_all(database, changed(1))
    await set_due_timers(database)
    before = await in_queue(national)
    await pass_days(database, database_url, 3.1)
    reminded = await in_queue(national)
    await pass_days(database, database_url, 4)

    assert (before, reminded) == (0, 0)
    assert await in_queue(national) == 1
    assert await in_queue(national, "?region=toutes") == 1
    assert await in_queue(moderator) == 1
    assert "Portée à l’équipe nationale" in (await national.client.get("/bureau", headers=national.key)).text


async def test_a_chamber_sees_that_it_was_reminded(moderator: Moderator, database: Database, database_url: str) -> None:
    await assess_all(database, changed(1))
    await set_due_timers(database)
    await pass_days(database, database_url, 3.1)

    assert "Rappelée à la chambre" in (await moderator.client.get("/bureau", headers=moderator.key)).text


async def test_a_chamber_is_reminded_once_of_a_dossier(database: Database, database_url: str) -> None:
    await assess_all(database, changed(1))
    await set_due_timers(database)
    await pass_days(database, database_url, 3.1)
    [reminded] = await rows(database, "SELECT reminded_at FROM desk_clocks")
    await pass_days(database, database_url, 4)
    [escalated] = await rows(database, "SELECT reminded_at FROM desk_clocks")

    assert reminded["reminded_at"] is not None
    assert escalated == reminded


async def test_a_timer_that_fires_after_the_decision_reminds_nobody(
    moderator: Moderator, database: Database, database_url: str
) -> None:
    await assess_all(database, changed(1))
    await set_due_timers(database)
    await moderator.decide(1, "accept")
    await tell(database, database_url)
    await pass_days(database, database_url, 8)
    found = await rows(database, "SELECT reminded_at, escalated_at FROM desk_clocks")

    assert found == [{"reminded_at": None, "escalated_at": None}]


async def test_what_moves_to_another_region_begins_again_there(database: Database, database_url: str) -> None:
    await assess_all(database, changed(1))
    await set_due_timers(database)
    await pass_days(database, database_url, 8)
    await assess_all(database, changed(1, 2, region_code="28"))
    await set_due_timers(database)
    [found] = await rows(database, "SELECT desk_region, escalated_at, now() - waits_since AS waited FROM desk_clocks")

    assert (found["desk_region"], found["escalated_at"]) == ("28", None)
    assert found["waited"] < timedelta(hours=1)


async def test_what_is_decided_or_back_with_its_organiser_has_no_clock(
    moderator: Moderator, database: Database, database_url: str
) -> None:
    await assess_all(database, changed(1), changed(2), changed(3))
    await set_due_timers(database)
    await moderator.decide(1, "accept")
    await moderator.decide(2, "ask", message="Précisez l’adresse.")
    await tell(database, database_url)
    await set_due_timers(database)
    found = await rows(database, "SELECT manifestation_id FROM desk_clocks WHERE waits_since IS NOT NULL")
    timers = await rows(database, "SELECT key FROM jobs WHERE kind = 'review_timer' AND state = 'waiting'")

    assert [str(each["manifestation_id"]) for each in found] == [each["key"] for each in timers]
    assert len(found) == 1


async def test_what_comes_back_from_its_organiser_begins_again(
    moderator: Moderator, database: Database, database_url: str
) -> None:
    await assess_all(database, changed(1))
    await set_due_timers(database)
    await pass_days(database, database_url, 8)
    await moderator.decide(1, "ask", message="Précisez l’adresse.")
    await tell(database, database_url)
    await set_due_timers(database)
    await assess_all(database, changed(1, version=2))
    await set_due_timers(database)
    [found] = await rows(database, "SELECT escalated_at, now() - waits_since AS waited FROM desk_clocks")

    assert found["escalated_at"] is None
    assert found["waited"] < timedelta(hours=1)


async def test_another_delay_moves_what_runs_already(database: Database, database_url: str) -> None:
    await assess_all(database, changed(1))
    await set_due_timers(database)
    now = edition()
    await know_editions(database, edition(version=now.version + 1, review_delays=ReviewDelays(remind=1, escalate=2)))
    await set_due_timers(database)
    await pass_days(database, database_url, 2.1)
    [found] = await rows(database, "SELECT escalated_at FROM desk_clocks")

    assert found["escalated_at"] is not None


async def test_of_three_workers_one_calls_the_national_team(database: Database, database_url: str) -> None:
    await assess_all(database, *(changed(number) for number in range(1, 7)))
    await set_due_timers(database)
    async with database.transaction() as tx:
        await tx.execute("UPDATE desk_clocks SET remind_at = now(), escalate_at = now()")
        await tx.execute("UPDATE jobs SET run_at = now() WHERE state = 'waiting'")
    handlers = jobs(without_broker(Settings, database_url))
    workers = [Worker(database=database, handlers=handlers, service="eligibility") for _ in range(3)]

    async def work(worker: Worker) -> int:
        done = 0
        while await worker.run_one():
            done += 1
        return done

    done = await asyncio.gather(*map(work, workers))
    found = await rows(database, "SELECT count(*) AS n FROM desk_clocks WHERE escalated_at IS NOT NULL")

    assert sum(done) == 6
    assert found[0]["n"] == 6
