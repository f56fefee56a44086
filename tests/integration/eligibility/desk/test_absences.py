"""A moderator who is away leaves the queue to somebody, and with it the mail of each morning."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from services.eligibility.desk.send_digests import set_digests
from services.eligibility.jobs import jobs
from services.eligibility.settings import Settings
from shared.contracts.notices import NOTICES, Notice
from shared.jobs.worker import Worker
from shared.postgres.database import Database
from tests.integration.eligibility.desk.working import Moderator, pass_days, set_due_timers, tell
from tests.integration.eligibility.support import assess_all, changed, history, rows
from tests.support.clock import day_in_paris
from tests.support.edition import edition, know_editions
from tests.support.service import without_broker

TODAY = day_in_paris()


async def account_of(who: Moderator, database: Database) -> str:
    """Return the account behind a key, from what its visit to the queue was answered."""
    key_id = who.key["Authorization"].removeprefix("Bearer moisess_")[:8]
    [found] = await rows(database, "SELECT account_id::text FROM known_accounts WHERE keys ? $1", key_id)
    return str(found["account_id"])


async def leave(who: Moderator, substitute: str, *, first: date = TODAY, last: date | None = None) -> int:
    last_day = last or first + timedelta(days=7)
    body = {"first_day": first.isoformat(), "last_day": last_day.isoformat(), "substitute": substitute}
    answer = await who.client.post("/bureau/absence", data=body, headers=who.key, follow_redirects=False)
    return answer.status_code


async def notices(database: Database, kind: str) -> list[Notice]:
    found = await rows(
        database, "SELECT payload FROM outbox WHERE topic = $1 ORDER BY id", NOTICES["eligibility"].topic
    )
    told = [NOTICES["eligibility"].decode(row["payload"]) for row in found]
    return [each for each in told if each.kind == kind]


async def send_digests(database: Database, database_url: str, workers: int = 1) -> list[Notice]:
    async with database.transaction() as tx:
        await set_digests(tx, now=datetime.now(UTC) - timedelta(days=2))
    for _ in range(workers):
        worker = Worker(database=database, handlers=jobs(without_broker(Settings, database_url)), service="eligibility")
        while await worker.run_one():
            pass
    return await notices(database, "desk_digest")


async def test_whoever_stands_in_sees_the_queue_and_decides(
    moderator: Moderator, neighbour: Moderator, database: Database, database_url: str
) -> None:
    await assess_all(database, changed(1))
    before = (await neighbour.open(1)).status_code
    kept = await leave(moderator, await account_of(neighbour, database))
    seen = await neighbour.client.get("/bureau", headers=neighbour.key)
    decided = await neighbour.decide(1, "accept")
    await tell(database, database_url)
    [written] = await notices(database, "substitution")

    assert (before, kept) == (403, 303)
    assert changed(1).content.title in seen.text
    assert decided.status_code == 303
    assert (await history(database, 1))[-1][2:] == ("eligible", "chamber")
    assert str(written.account_id) == await account_of(neighbour, database)


async def test_whoever_stands_in_finds_the_dossiers_by_the_api_too_and_asks_for_changes(
    moderator: Moderator, neighbour: Moderator, database: Database, database_url: str
) -> None:
    await assess_all(database, changed(1), changed(2, region_code="28"), changed(3, region_code="11"))
    program = {**neighbour.key, "Accept": "application/json"}

    async def listed(query: str = "") -> tuple[int, list[int]]:
        answer = await neighbour.client.get(f"/dossiers{query}", headers=program)
        return answer.status_code, [UUID(each["manifestation_id"]).int for each in answer.json().get("items", ())]

    before = [await listed(), await listed("?region=53")]
    await leave(moderator, await account_of(neighbour, database))
    meanwhile = [await listed(), await listed("?region=53"), await listed("?region=11")]
    await neighbour.decide(1, "ask", message="Quel est le lien avec l’ESS ?")
    await tell(database, database_url)
    [aside] = await rows(database, "SELECT aside FROM desk_work")

    assert before == [(200, [2]), (403, [])]
    assert meanwhile == [(200, [1, 2]), (200, [1]), (403, [])]
    assert aside == {"aside": "asked"}


async def test_before_and_after_the_absence_nobody_elses_queue_is_seen(
    moderator: Moderator, neighbour: Moderator, database: Database
) -> None:
    await assess_all(database, changed(1))
    substitute = await account_of(neighbour, database)
    await leave(moderator, substitute, first=TODAY + timedelta(days=3))
    before = (await neighbour.open(1)).status_code
    await leave(moderator, substitute)
    meanwhile = (await neighbour.open(1)).status_code
    await moderator.client.post("/bureau/absence/fin", headers=moderator.key)

    assert (before, meanwhile, (await neighbour.open(1)).status_code) == (403, 200, 403)


async def test_the_mail_of_the_morning_goes_to_whoever_stands_in(
    moderator: Moderator, neighbour: Moderator, database: Database, database_url: str
) -> None:
    await assess_all(database, changed(1))
    await leave(moderator, await account_of(neighbour, database))
    [written] = await send_digests(database, database_url)

    assert str(written.account_id) == await account_of(neighbour, database)
    assert "Bretagne" in written.sentences[-1]
    assert changed(1).content.title in written.points[0]


async def test_the_mail_of_the_morning_goes_to_those_who_have_something_and_once(
    moderator: Moderator, neighbour: Moderator, database: Database, database_url: str
) -> None:
    await assess_all(database, changed(1))
    [written] = await send_digests(database, database_url, workers=3)

    assert str(written.account_id) == await account_of(moderator, database)
    assert (await neighbour.client.get("/bureau", headers=neighbour.key)).status_code == 200


async def test_what_is_on_hold_is_neither_waiting_nor_late_in_the_mail_of_the_morning(
    moderator: Moderator, database: Database, database_url: str
) -> None:
    await assess_all(database, changed(1), changed(2))
    await set_due_timers(database)
    await pass_days(database, database_url, 4)
    await moderator.step(2, "hold")
    await assess_all(database, changed(3))
    await set_due_timers(database)
    [written] = await send_digests(database, database_url)

    assert written.subject.replace("\xa0", " ") == "2 dossiers à décider, dont 1 en retard"


async def test_nobody_is_written_to_once_the_edition_is_archived(
    moderator: Moderator, database: Database, database_url: str
) -> None:
    await assess_all(database, changed(1))
    await moderator.client.get("/bureau", headers=moderator.key)
    await know_editions(database, edition(version=edition().version + 1, state="archived"))

    assert [] == await send_digests(database, database_url)


async def test_an_absence_is_logged_with_whoever_stands_in(
    moderator: Moderator, neighbour: Moderator, database: Database
) -> None:
    substitute = await account_of(neighbour, database)
    await leave(moderator, substitute)
    await moderator.client.post("/bureau/absence/fin", headers=moderator.key)
    found = await rows(database, "SELECT act, for_account FROM audit_lines ORDER BY number")

    assert found == [{"act": act, "for_account": substitute} for act in ("absence_begun", "absence_ended")]


async def test_nobody_leaves_a_queue_to_themselves_or_to_a_stranger(moderator: Moderator, database: Database) -> None:
    body = {"first_day": TODAY.isoformat(), "last_day": TODAY.isoformat()}
    for substitute in (await account_of(moderator, database), "00000000-0000-0000-0000-00000000000a"):
        answer = await moderator.client.post(
            "/bureau/absence", data={**body, "substitute": substitute}, headers=moderator.key
        )
        assert answer.status_code == 422
        assert "ne tient aucun bureau" in answer.text


async def test_two_who_are_away_at_once_do_not_stand_in_for_each_other(
    moderator: Moderator, colleague: Moderator, database: Database
) -> None:
    await leave(moderator, await account_of(colleague, database))

    assert await leave(colleague, await account_of(moderator, database)) == 422


async def test_the_page_of_delays_says_who_is_late_and_why(
    moderator: Moderator, neighbour: Moderator, database: Database, database_url: str
) -> None:
    await assess_all(database, changed(1))
    await set_due_timers(database)
    await pass_days(database, database_url, 4)
    own = (await moderator.client.get("/bureau/retards", headers=moderator.key)).text
    other = (await neighbour.client.get("/bureau/retards", headers=neighbour.key)).text

    assert "En retard" in own
    assert "Personne n’y a encore rien décidé." in own
    assert "Bretagne" in own
    assert "Bretagne" not in other
