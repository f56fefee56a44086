"""What strangers try at the way in: other people's links and cookies, forms of other sites, lists of addresses."""

import re
from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from httpx import AsyncClient
from structlog.testing import capture_logs

from services.submission.accounts.create import account_of
from services.submission.accounts.links import draw_link
from services.submission.accounts.sessions import end_every_session
from services.submission.app import create_app
from services.submission.settings import Settings
from shared.postgres.database import Database
from tests.support.eventually import eventually
from tests.support.people import COOKIE, new_person, token_of
from tests.support.postgres import FreshDatabase, as_owner
from tests.support.service import without_broker
from tests.support.submission import form_fields
from tests.unit.http.sample import BASE, client_of

OWN = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
ELSEWHERE = [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://ailleurs.exemple"}, {"Origin": "null"}]
ADDRESS = "organisatrice@exemple.fr"


@pytest.fixture
async def database(fresh_database: FreshDatabase) -> AsyncIterator[Database]:
    database = Database(await fresh_database("submission"))
    yield database
    await database.close()


@pytest.fixture
async def client(database: Database) -> AsyncIterator[AsyncClient]:
    async with client_of(create_app(without_broker(Settings, database._url), "api"), BASE) as client:  # noqa: SLF001
        yield client


async def link(database: Database, email: str = ADDRESS) -> str:
    async with database.transaction() as tx:
        return await draw_link(tx, email=email)


async def signed_in(client: AsyncClient, database: Database, email: str = ADDRESS) -> str:
    """Sign in by a link and return the token, which the client has as its cookie."""
    answer = await client.post("/connexion/lien", data={"jeton": await link(database, email)}, headers=OWN)
    assert answer.status_code == 303, answer.text
    return str(client.cookies[COOKIE])


async def account_id(database: Database, email: str = ADDRESS) -> UUID:
    async with database.transaction() as tx:
        return (await account_of(tx, email)).account_id


async def links_and_mails(database: Database) -> tuple[int, int]:
    async with database.transaction(readonly=True) as tx:
        row = await tx.fetchrow(
            "SELECT (SELECT count(*) FROM sign_in_links) AS links, (SELECT count(*) FROM mails) AS mails"
        )
    assert row is not None
    return int(row["links"]), int(row["mails"])


async def test_an_address_that_somebody_has_and_one_that_nobody_has_are_answered_alike(
    client: AsyncClient, database: Database
) -> None:
    await account_id(database, "connue@exemple.fr")

    answers = [
        await client.post("/connexion", data={"address": address}, headers=OWN)
        for address in ("connue@exemple.fr", "inconn@exemple.fr")
    ]

    texts = [re.sub(r"[a-z]+@exemple\.fr", "…", answer.text) for answer in answers]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert texts[0] == texts[1]
    assert await links_and_mails(database) == (2, 2)
    async with database.transaction(readonly=True) as tx:
        assert await tx.fetchval("SELECT count(*) FROM accounts") == 1


async def test_whether_somebody_has_an_address_costs_no_query(client: AsyncClient, database: Database) -> None:
    await account_id(database, "connue@exemple.fr")
    await as_owner(database._url, "ALTER TABLE accounts RENAME TO accounts_out_of_reach")  # noqa: SLF001

    answer = await client.post("/connexion", data={"address": "connue@exemple.fr"}, headers=OWN)

    assert answer.status_code == 200


async def test_a_mailbox_is_not_flooded_and_the_answer_says_when_to_come_back(
    client: AsyncClient, database: Database
) -> None:
    for address in ("a@exemple.fr", "A@exemple.fr") * 3:
        answer = await client.post("/connexion", data={"address": address}, headers=OWN)

    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 200
    assert "pour cette adresse" in answer.text
    assert await links_and_mails(database) == (5, 5)
    assert (await client.post("/connexion", data={"address": "b@exemple.fr"}, headers=OWN)).status_code == 200


async def test_a_list_of_addresses_is_not_tried_from_one_place(client: AsyncClient) -> None:
    statuses = [
        (await client.post("/connexion", data={"address": f"p{number}@exemple.fr"}, headers=OWN)).status_code
        for number in range(35)
    ]

    assert statuses[:30] == [200] * 30
    assert statuses[30:] == [429] * 5


@pytest.mark.parametrize(
    "address", ["", "x", "a@b", "a@exemple.fr\nBcc: b@exemple.fr", "é@exemple.fr", f"{'a' * 300}@b.fr"]
)
async def test_what_is_no_address_is_said_at_its_field_and_no_mail_goes_out(
    client: AsyncClient, database: Database, address: str
) -> None:
    page = await client.post("/connexion", data={"address": address}, headers=OWN)

    assert page.status_code == 422
    assert 'href="#champ-address"' in page.text
    assert await links_and_mails(database) == (0, 0)


@pytest.mark.parametrize("headers", ELSEWHERE)
async def test_no_form_of_the_way_in_or_out_is_taken_from_another_site(
    client: AsyncClient, database: Database, headers: dict[str, str]
) -> None:
    token = await signed_in(client, database)
    unused = await link(database, "autre@exemple.fr")
    forms = {
        "/connexion": {"address": "x@exemple.fr"},
        "/connexion/lien": {"jeton": unused},
        "/deconnexion": {},
        "/deconnexion/partout": {},
    }

    statuses = [(await client.post(path, data=data, headers=headers)).status_code for path, data in forms.items()]

    assert statuses == [403] * 4
    assert client.cookies[COOKIE] == token
    assert (await client.get("/manifestations")).status_code == 200
    assert await links_and_mails(database) == (1, 0)


async def test_a_program_that_opens_every_link_in_a_mail_uses_none(client: AsyncClient, database: Database) -> None:
    token = await link(database)

    for method in ("GET", "HEAD", "GET"):
        answer = await client.request(method, f"/connexion/lien?jeton={token}", headers={"Accept": "text/html"})
        assert (answer.status_code, "set-cookie" in answer.headers) == (200, False)

    assert (await client.post("/connexion/lien", data={"jeton": token}, headers=OWN)).status_code == 303


async def test_a_session_that_an_attacker_planted_is_not_the_one_that_a_person_signs_in_to(
    client: AsyncClient, database: Database
) -> None:
    planted = await signed_in(client, database, "malveillante@exemple.fr")

    await signed_in(client, database)

    assert client.cookies[COOKIE] != planted

    async def ended() -> bool:
        headers = {"Cookie": f"{COOKIE}={planted}"}
        client.cookies.clear()
        return (await client.get("/manifestations", headers=headers)).status_code == 401

    await eventually(ended)


async def test_the_form_on_a_page_that_is_still_open_does_nothing_once_the_account_is_signed_out_everywhere(
    client: AsyncClient, database: Database
) -> None:
    await signed_in(client, database)
    assert (await client.get("/inscription", headers=OWN)).status_code == 200
    async with database.transaction() as tx:
        await end_every_session(tx, (await account_of(tx, ADDRESS)).account_id)

    async def refused() -> bool:
        return (await client.get("/manifestations")).status_code == 401

    await eventually(refused)
    answer = await client.post("/inscription", data=form_fields(_token="a-token-of-this-test"), headers=OWN)

    assert answer.status_code == 401
    async with database.transaction(readonly=True) as tx:
        assert await tx.fetchval("SELECT count(*) FROM manifestations") == 0


async def test_a_session_made_for_another_platform_is_nobody_s_here(client: AsyncClient, database: Database) -> None:
    person = await new_person(database)
    foreign = token_of(person.session(), issuer="https://autre-plateforme.exemple")

    assert (await client.get("/manifestations", headers={"Cookie": f"{COOKIE}={foreign}"})).status_code == 401
    own = {"Cookie": f"{COOKIE}={token_of(person.session())}"}
    assert (await client.get("/manifestations", headers=own)).status_code == 200


async def test_neither_address_nor_link_nor_token_is_in_a_log_line(client: AsyncClient, database: Database) -> None:
    with capture_logs() as lines:
        await client.post("/connexion", data={"address": ADDRESS}, headers=OWN)
        secret = await link(database)
        await client.get(f"/connexion/lien?jeton={secret}", headers={"Accept": "text/html"})
        await client.post("/connexion/lien", data={"jeton": secret}, headers=OWN)
        token = client.cookies[COOKIE]
        await client.post("/deconnexion", headers=OWN)

    events = [line["event"] for line in lines if line.get("security")]
    assert events == ["sign_in_asked", "sign_in_succeeded", "session_ended"]
    assert not [line for line in lines if ADDRESS in str(line) or secret in str(line) or token in str(line)]
