"""The link to the database breaks while a change is stored: nobody knows, nobody claims to, a repeat finds out."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest
from httpx import AsyncClient, Response

from services.submission.app import create_app
from services.submission.settings import Settings
from shared.postgres.database import Database
from tests.integration.submission.organiser_space.browsing import BROWSER
from tests.support.builders import submission_body
from tests.support.lossy import COMMIT, Link, asked_directly, link_to
from tests.support.service import MakeKey, bearer, without_broker
from tests.support.submission import form_fields

TITLE = "Une fête dont on ne sait rien"
ONCE = {"Idempotency-Key": "une-seule-fois"}


@pytest.fixture
async def link(database_url: str) -> AsyncIterator[Link]:
    async with link_to(database_url) as link:
        yield link


@pytest.fixture
async def asked(link: Link, make_key: MakeKey, now: datetime) -> AsyncIterator[AsyncClient]:
    """Give an organiser's client; its key is known, so that nothing else is asked of the database."""
    async with asked_directly(create_app(without_broker(Settings, link.url), "api", now=lambda: now)) as client:
        client.headers.update(bearer(await make_key("organiser")))
        assert (await client.get("/manifestations")).status_code == 200
        yield client


async def states(database: Database) -> list[tuple[str, int, str]]:
    async with database.transaction(readonly=True) as tx:
        rows = await tx.fetch("SELECT content ->> 'title' AS title, version, state FROM manifestations")
    return [(row["title"], row["version"], row["state"]) for row in rows]


async def registered(asked: AsyncClient) -> str:
    answer = await asked.post("/manifestations", json=submission_body(), headers=ONCE)
    return f"/manifestations/{answer.json()['manifestation_id']}"


def assert_nobody_knows(answer: Response, link: Link, way_out: str) -> None:
    assert link.broken
    assert (503, True) == (answer.status_code, int(answer.headers["retry-after"]) > 0), answer.text
    problem = answer.json()
    assert problem["type"] == "urn:mois-ess:probleme:issue-inconnue"
    assert "On ne sait pas" in problem["detail"]
    assert way_out in problem["detail"]
    assert "Rien" not in problem["detail"]


@pytest.mark.parametrize("delivered", [False, True])
async def test_a_registration_is_repeated_with_its_key_and_done_once(
    *, asked: AsyncClient, link: Link, database: Database, delivered: bool
) -> None:
    body = submission_body(title=TITLE)
    # The one statement that writes it is its own transaction; the title is among its parameters.
    link.cut(TITLE.encode(), delivered=delivered)
    lost = await asked.post("/manifestations", json=body, headers=ONCE)

    assert_nobody_knows(lost, link, "la même clé Idempotency-Key")
    before = await states(database)
    again = await asked.post("/manifestations", json=body, headers=ONCE)

    assert [(TITLE, 1, "submitted")] * delivered == before
    assert (201, delivered) == (again.status_code, "idempotency-replayed" in again.headers)
    assert [(TITLE, 1, "submitted")] == await states(database)


@pytest.mark.parametrize("delivered", [False, True])
async def test_a_form_is_sent_again_and_registers_once(
    *, asked: AsyncClient, link: Link, database: Database, delivered: bool
) -> None:
    link.cut(TITLE.encode(), delivered=delivered)
    # A search for a twin reads the place and the beginning, not the title.
    lost = await asked.post("/inscription", data=form_fields(title=TITLE), headers=BROWSER)
    page = lost.text.replace("\xa0", " ").replace("\u202f", " ")

    assert (503, True) == (lost.status_code, link.broken)
    assert "On ne sait pas" in page
    assert "renvoyez le même formulaire" in page
    again = await asked.post("/inscription", data=form_fields(title=TITLE), headers=BROWSER)
    assert (303, True) == (again.status_code, again.headers["location"].endswith("?merci=1"))
    assert [(TITLE, 1, "submitted")] == await states(database)


@pytest.mark.parametrize("delivered", [False, True])
@pytest.mark.parametrize("action", ["amend", "patch", "withdraw"])
async def test_a_change_is_repeated_on_the_version_it_was_based_on(
    *, asked: AsyncClient, link: Link, database: Database, delivered: bool, action: str
) -> None:
    path = await registered(asked)
    requests: dict[str, dict[str, Any]] = {
        "amend": {"method": "PUT", "url": path, "json": submission_body(title=TITLE)},
        "patch": {"method": "PATCH", "url": path, "json": {"title": TITLE}},
        "withdraw": {"method": "POST", "url": f"{path}/withdrawal"},
    }
    request = requests[action]
    kind = {"Content-Type": "application/merge-patch+json"} if action == "patch" else {}
    link.cut(COMMIT, delivered=delivered)
    lost = await asked.request(**request, headers={"If-Match": '"1"', **kind})

    assert_nobody_knows(lost, link, "relisez")
    assert 1 + delivered == (await states(database))[0][1]
    again = await asked.request(**request, headers={"If-Match": '"1"', **kind})
    assert (200, '"2"') == (again.status_code, again.headers["etag"])
    assert 2 == (await states(database))[0][1]


async def test_what_breaks_before_the_commit_was_not_stored_and_that_is_said(
    asked: AsyncClient, link: Link, database: Database
) -> None:
    path = await registered(asked)
    link.cut(TITLE.encode(), delivered=True)
    lost = await asked.put(path, json=submission_body(title=TITLE), headers={"If-Match": '"1"'})

    assert (503, True) == (lost.status_code, link.broken)
    assert "Rien n’a été enregistré" in lost.json()["detail"]
    assert 1 == (await states(database))[0][1]


async def test_what_breaks_while_only_reading_has_changed_nothing(asked: AsyncClient, link: Link) -> None:
    path = await registered(asked)
    link.cut(COMMIT, delivered=True)
    lost = await asked.get(path)

    assert (503, True) == (lost.status_code, link.broken)
    assert "urn:mois-ess:probleme:indisponible" == lost.json()["type"]


async def test_without_a_database_nothing_is_lost(asked: AsyncClient, link: Link) -> None:
    await link.proxy.stop()
    # Who asks first learns that the connections at hand are broken.
    await asked.get("/manifestations")
    lost = await asked.post("/manifestations", json=submission_body(), headers=ONCE)

    assert 503 == lost.status_code
    assert "urn:mois-ess:probleme:indisponible" == lost.json()["type"]
