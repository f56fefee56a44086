"""After signing in the national team sees what waits for it."""

from datetime import datetime
from uuid import UUID, uuid4

import pytest

from services.submission.accounts.grant import grant
from shared.postgres.database import Database
from tests.integration.submission.organiser_space.browsing import BROWSER, visit
from tests.support.accounts import signed_in
from tests.support.people import COOKIE
from tests.support.service import Client, MakeKey, bearer
from tests.support.submission import registration_body


@pytest.fixture
async def national(client: Client, database: Database) -> UUID:
    """Sign the national team in."""
    person = await signed_in(database, "equipe@exemple.fr")
    async with database.transaction() as tx:
        await grant(tx, person.account_id, "national")
    client.cookies.set(COOKIE, person.headers["Cookie"].partition("=")[2])
    return person.account_id


async def wait_for_a_chamber(client: Client, database: Database, make_key: MakeKey, since: datetime) -> None:
    sent = {**bearer(await make_key("organiser")), "Idempotency-Key": str(uuid4())}
    answer = await client.post("/manifestations", json=registration_body(), headers=sent)
    async with database.transaction() as tx:
        await tx.execute(
            """
            INSERT INTO decisions_heard (manifestation_id, version, judged_version, verdict, reasons, decided_at)
            VALUES ($1, 1, 1, 'to_review', '[]', $2)
            """,
            UUID(answer.json()["manifestation_id"]),
            since,
        )


@pytest.mark.parametrize(("since", "late"), [("2026-09-07T12:00Z", 1), ("2026-09-09T12:00Z", 0)])
@pytest.mark.usefixtures("national")
async def test_a_chamber_that_lets_people_wait_is_named_with_its_address(
    client: Client, database: Database, make_key: MakeKey, since: str, late: int
) -> None:
    await wait_for_a_chamber(client, database, make_key, datetime.fromisoformat(since))
    page = await visit(client, "/gestion")

    assert "CRESS Bretagne" in page.text
    assert "mailto:bretagne@cress.exemple.fr" in page.links
    assert late == page.text.count("en retard")


@pytest.mark.usefixtures("national")
async def test_jobs_that_failed_and_an_edition_that_is_not_open_are_said_first(
    client: Client, database: Database
) -> None:
    calm = await visit(client, "/gestion")
    async with database.transaction() as tx:
        await tx.execute(
            """
            INSERT INTO jobs (kind, key, arguments, most_attempts, due_at, run_at, state, ended_at)
            VALUES ('send_mail', 'essai', '{}', 3, now(), now(), 'dead', now())
            """
        )
        await tx.execute("UPDATE editions SET state = 'archived', version = version + 1")
    page = await visit(client, "/gestion")

    assert "échoué" not in calm.text
    assert "1 travail a échoué" in page.text.replace("\u202f", " ").replace("\u00a0", " ")
    assert "Aucune édition n’est ouverte" in page.text


@pytest.mark.usefixtures("national")
async def test_every_link_of_ours_leads_to_a_page_that_exists(client: Client) -> None:
    page = await visit(client, "/gestion")
    own = [link for link in page.links if link.startswith("/")]

    assert {"/gestion/editions", "/gestion/programmes", "/mes-manifestations"} <= set(own)
    assert [] == [link for link in own if (await client.get(link, headers=BROWSER)).status_code != 200]
