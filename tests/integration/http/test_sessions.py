"""A session is recognised by a service alone, from what it has heard, and ends as soon as it hears of that."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from httpx import AsyncClient
from joserfc.jwk import ECKey

from shared.postgres.database import Database
from tests.support.eventually import eventually
from tests.support.people import COOKIE, Person, change, new_person, token_of
from tests.unit.http.sample import client_of, sample_app

HOUR = timedelta(hours=1)


async def status_of(client: AsyncClient, cookie: dict[str, str]) -> int:
    return (await client.get("/mine", headers=cookie)).status_code


async def refused_soon(client: AsyncClient, cookie: dict[str, str]) -> None:
    async def refused() -> bool:
        return await status_of(client, cookie) == 401

    await eventually(refused)


@pytest.fixture
async def person(database: Database) -> Person:
    return await new_person(database, "moderator", "53")


async def test_a_session_says_who_is_asking_with_the_roles_that_this_service_knows(
    client: AsyncClient, person: Person
) -> None:
    answer = await client.get("/mine", headers=person.cookie())

    assert answer.json() == {"name": "Ressourcerie du Canal", "role": "moderator", "region": "53"}


async def test_an_account_that_nobody_has_told_of_is_nobody(client: AsyncClient, person: Person) -> None:
    assert await status_of(client, person.cookie(account_id=uuid4())) == 401


async def test_a_token_signed_by_a_stranger_opens_nothing(client: AsyncClient, person: Person) -> None:
    stranger = token_of(person.session(), key=ECKey.generate_key("P-256"))

    assert await status_of(client, {"Cookie": f"{COOKIE}={stranger}"}) == 401


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "x" * 3500])
async def test_a_cookie_that_is_no_token_is_somebody_unknown(client: AsyncClient, token: str) -> None:
    assert await status_of(client, {"Cookie": f"{COOKIE}={token}"}) == 401


async def test_signing_out_ends_one_session_of_a_person_and_no_other(
    client: AsyncClient, database: Database, person: Person
) -> None:
    session_id = uuid4()
    ended, other = person.cookie(session_id=session_id), person.cookie()
    assert [await status_of(client, ended), await status_of(client, other)] == [200, 200]

    await change(database, person, ended_sessions=(session_id,))

    await refused_soon(client, ended)
    assert await status_of(client, other) == 200


async def test_signing_out_everywhere_ends_what_began_before_and_nothing_that_begins_after(
    client: AsyncClient, database: Database, person: Person
) -> None:
    before = person.cookie()
    await status_of(client, before)
    moment = datetime.now(UTC)
    await change(database, person, valid_after=moment)

    await refused_soon(client, before)
    assert await status_of(client, person.cookie(signed_in_at=moment)) == 200


async def test_an_erased_account_opens_nothing_more(client: AsyncClient, database: Database, person: Person) -> None:
    cookie = person.cookie()
    assert await status_of(client, cookie) == 200

    await change(database, person, gone=True)

    await refused_soon(client, cookie)


async def test_a_role_that_is_taken_away_opens_nothing_more(
    client: AsyncClient, database: Database, person: Person
) -> None:
    cookie = person.cookie()
    assert (await client.get("/regions/53", headers=cookie)).status_code == 200

    await change(database, person, roles=())

    async def refused() -> bool:
        return (await client.get("/regions/53", headers=cookie)).status_code == 403

    await eventually(refused)


async def test_behind_https_a_cookie_that_is_not_bound_to_the_host_is_not_looked_at(
    database: Database, person: Person
) -> None:
    address = "https://mois-ess.exemple"
    async with client_of(sample_app(database, submission_url=address), address) as client:
        token = token_of(person.session(), issuer=address)

        assert await status_of(client, {"Cookie": f"__Host-{COOKIE}={token}"}) == 200
        assert await status_of(client, {"Cookie": f"{COOKIE}={token}"}) == 401


async def test_a_session_cannot_be_used_by_a_page_of_another_site(client: AsyncClient, person: Person) -> None:
    answer = await client.post("/inscription", headers={**person.cookie(), "Origin": "https://ailleurs.exemple"})

    assert answer.status_code == 403


@pytest.mark.parametrize(("age", "shown"), [(timedelta(minutes=29), False), (timedelta(minutes=31), True)])
async def test_a_page_renews_a_token_that_is_half_an_hour_old(
    client: AsyncClient, person: Person, age: timedelta, *, shown: bool
) -> None:
    issued = datetime.now(UTC) - age
    page = await client.get("/inscription", headers=person.cookie(signed_in_at=issued, issued_at=issued))

    assert ('<img src="http://127.0.0.1:8001/session"' in page.text) == shown
    assert "Ressourcerie du Canal" in page.text


async def test_a_page_that_says_no_shows_who_is_signed_in_and_whom_to_ask(client: AsyncClient, person: Person) -> None:
    page = await client.get("/regions/28", headers={**person.cookie(), "Accept": "text/html, */*;q=0.1"})

    assert page.status_code == 403
    assert "Ressourcerie du Canal" in page.text
    assert 'href="http://127.0.0.1:8001/acces"' in page.text


async def test_a_key_that_reads_opens_nothing_that_changes_something(client: AsyncClient, database: Database) -> None:
    reader = await new_person(database, "organiser", scope="read")
    own = {"Authorization": f"Bearer {reader.key}"}

    assert (await client.get("/mine", headers=own)).status_code == 200
    refused = await client.post("/inscription", data={}, headers=own)

    assert (refused.status_code, refused.json()["type"]) == (403, "urn:mois-ess:probleme:acces-refuse")
    assert "est faite pour lire" in refused.json()["detail"]


async def test_a_key_ends_on_its_day(database: Database, person: Person) -> None:
    [held] = person.known.keys.values()
    statuses = []
    for ends in (datetime.now(UTC) + HOUR, datetime.now(UTC) - HOUR):
        person = await change(database, person, keys={held.key_id: replace(held, expires_at=ends)})
        async with client_of(sample_app(database)) as fresh:
            statuses.append((await fresh.get("/mine", headers={"Authorization": f"Bearer {person.key}"})).status_code)

    assert statuses == [200, 401]
