"""Signing in by a provider, from the page of ours to the page of ours."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest
from httpx import Response
from litestar.testing import AsyncTestClient

from services.submission.accounts.create import account_of
from services.submission.accounts.telling import tell_account
from services.submission.app import create_app
from services.submission.settings import Settings
from shared.contracts.submission import ACCOUNTS
from shared.postgres.database import Database
from tests.support.eventually import eventually
from tests.support.openid import CLIENT_ID, HOME, SECRET, Issuers, come_back, query_of
from tests.support.people import COOKIE
from tests.support.service import Client, without_broker

PROVIDERS = """
[[provider]]
name = "proconnect"
label = "ProConnect"
issuer = "{proconnect}"
client_id = "{client}"
client_secret_file = "{secret}"
scopes = ["openid", "email", "given_name", "usual_name", "uid", "siret"]
signed_userinfo = true
vouches_for_address = true
vouches_for_siret = true

[[provider]]
name = "ailleurs"
label = "Ailleurs"
issuer = "{other}"
client_id = "{client}"
client_secret_file = "{secret}"
"""
BROWSER = "moisess-openid"
NOBODY = {"Accept": "text/html"}


@pytest.fixture
async def client(database_url: str, issuers: Issuers, tmp_path: Path) -> AsyncIterator[Client]:
    secret, file = tmp_path / "secret", tmp_path / "fournisseurs.toml"
    secret.write_text(SECRET)
    file.write_text(
        PROVIDERS.format(proconnect=issuers.proconnect, other=issuers.other, client=CLIENT_ID, secret=secret)
    )
    settings = without_broker(Settings, database_url).model_copy(update={"openid_providers_file": file})
    async with AsyncTestClient(create_app(settings, "api")) as client:
        yield client


async def leave(client: Client, who: str = "claire", name: str = "proconnect", suite: str = "") -> str:
    """Go to the provider, sign in there, and return the path at which the person comes back."""
    departure = await client.get(f"/connexion/openid/{name}", params={"suite": suite}, follow_redirects=False)
    assert departure.status_code == 303, departure.text
    back = await come_back(departure.headers["location"], who)
    return back.removeprefix(HOME)


async def sign_in(client: Client, who: str = "claire", name: str = "proconnect", suite: str = "") -> Response:
    return await client.get(await leave(client, who, name, suite), headers=NOBODY, follow_redirects=False)


async def accounts(database: Database) -> list[tuple[UUID, str, str]]:
    async with database.transaction(readonly=True) as tx:
        return [tuple(row) for row in await tx.fetch("SELECT account_id, email, name FROM accounts")]


async def test_a_person_comes_back_signed_in_to_where_they_wanted_to_be(client: Client, database: Database) -> None:
    arrival = await sign_in(client, suite=f"{HOME}/equipes")
    account = await client.get("/compte", headers=NOBODY)

    assert (303, f"{HOME}/equipes") == (arrival.status_code, arrival.headers["location"])
    assert COOKIE in arrival.cookies
    assert BROWSER not in client.cookies
    assert [("claire.martin@exemple.fr", "Claire Martin")] == [kept[1:] for kept in await accounts(database)]
    assert "Claire Martin" in account.text


async def proven(database: Database) -> list[tuple[str, ...]]:
    async with database.transaction(readonly=True) as tx:
        rows = await tx.fetch("SELECT payload FROM outbox WHERE topic = $1 ORDER BY id", ACCOUNTS.topic)
    return [ACCOUNTS.decode(row["payload"]).proven_sirets for row in rows]


async def test_for_whom_a_person_works_is_told_once_by_the_word_of_who_is_trusted_with_it(
    client: Client, database: Database
) -> None:
    await sign_in(client)
    first = await proven(database)
    client.cookies.clear()
    await sign_in(client)

    assert [(), ("99999901400018",)] == first == await proven(database)


async def test_whoever_works_for_somebody_else_now_proves_that_alone(client: Client, database: Database) -> None:
    await sign_in(client)
    async with database.transaction() as tx:
        await tx.execute("UPDATE openid_identities SET siret = '99999927100016'")
        await tell_account(tx, (await accounts(database))[0][0])
    before = (await proven(database))[-1]
    client.cookies.clear()
    await sign_in(client)

    assert [("99999927100016",), ("99999901400018",)] == [before, (await proven(database))[-1]]


async def test_the_word_of_another_provider_is_not_told(client: Client, database: Database) -> None:
    await sign_in(client, "malo", "ailleurs")

    assert {()} == {*await proven(database)}


async def test_the_sign_in_page_names_every_provider(client: Client) -> None:
    page = await client.get("/connexion", params={"suite": f"{HOME}/equipes"})

    assert "Se connecter avec ProConnect" in page.text.replace("\u00a0", " ")
    assert "/connexion/openid/ailleurs?suite=http%3A%2F%2F127.0.0.1%3A8001%2Fequipes" in page.text


async def test_whoever_signed_in_by_mail_before_has_one_account(client: Client, database: Database) -> None:
    async with database.transaction() as tx:
        before = await account_of(tx, "Claire.Martin@exemple.fr")
    for _ in range(2):
        client.cookies.clear()
        await sign_in(client)

    assert [before.account_id] == [kept[0] for kept in await accounts(database)]


async def test_an_address_that_a_provider_does_not_vouch_for_leads_to_nobody_s_account(
    client: Client, database: Database
) -> None:
    async with database.transaction() as tx:
        await account_of(tx, "claire.martin@exemple.fr")
    refused = await sign_in(client, "inconnue", "ailleurs")

    assert 403 == refused.status_code
    assert "Ailleurs ne nous transmet pas d’adresse" in refused.text.replace("\u202f", " ").replace("\u00a0", " ")
    assert COOKIE not in client.cookies


async def test_an_answer_serves_once_in_the_browser_that_asked_and_at_its_own_address(client: Client) -> None:
    there = await leave(client)
    elsewhere = there.replace("/proconnect/", "/ailleurs/")

    assert 400 == (await client.get(elsewhere, headers=NOBODY)).status_code
    # Shown once, its state is gone, whatever was wrong with it.
    assert 400 == (await client.get(there, headers=NOBODY)).status_code

    again = await leave(client)
    browser = client.cookies.get(BROWSER)
    client.cookies.clear()

    assert 400 == (await client.get(again, headers=NOBODY)).status_code

    client.cookies.set(BROWSER, str(browser))
    third = await leave(client)

    assert 303 == (await client.get(third, headers=NOBODY, follow_redirects=False)).status_code
    assert 400 == (await client.get(third, headers=NOBODY, follow_redirects=False)).status_code


async def test_two_pages_of_one_browser_may_be_on_their_way_at_once(client: Client) -> None:
    first, second = await leave(client), await leave(client)
    arrival = await client.get(first, headers=NOBODY, follow_redirects=False)

    assert first != second
    assert 303 == arrival.status_code


async def test_a_sign_in_that_took_too_long_is_over(client: Client, database: Database) -> None:
    there = await leave(client)
    async with database.transaction() as tx:
        await tx.execute("UPDATE openid_attempts SET begun_at = now() - interval '11 minutes'")

    assert 400 == (await client.get(there, headers=NOBODY)).status_code


async def test_nobody_is_led_to_another_site(client: Client) -> None:
    arrival = await sign_in(client, suite="https://ailleurs.example/equipes")

    assert arrival.headers["location"].startswith(f"{HOME}/")


async def test_a_session_that_was_there_before_is_not_the_one_that_begins(client: Client) -> None:
    first = (await sign_in(client)).cookies[COOKIE]
    second = (await sign_in(client)).cookies[COOKIE]
    client.cookies.clear()

    async def is_over() -> bool:
        headers = {**NOBODY, "Cookie": f"{COOKIE}={first}"}
        return 303 == (await client.get("/compte", headers=headers, follow_redirects=False)).status_code

    assert first != second
    # Services remember an account for half a second.
    await eventually(is_over, within=20)


async def test_signing_out_here_leads_on_to_the_provider(client: Client, issuers: Issuers) -> None:
    await sign_in(client)
    page = await client.post("/deconnexion", headers={"Sec-Fetch-Site": "same-origin"}, follow_redirects=False)
    again = await client.get("/compte", headers=NOBODY, follow_redirects=False)

    assert f"{issuers.proconnect}/session/end?id_token_hint=" in page.text
    assert COOKIE not in client.cookies
    assert 303 == again.status_code


async def test_a_provider_that_nobody_named_is_not_found(client: Client) -> None:
    answer = await client.get("/connexion/openid/inconnu", headers=NOBODY)

    assert 404 == answer.status_code


async def test_what_is_kept_of_a_sign_in_opens_nothing(client: Client, database: Database) -> None:
    there = await leave(client)
    async with database.transaction(readonly=True) as tx:
        kept = str(await tx.fetch("SELECT openid_attempts::text FROM openid_attempts"))

    assert query_of(there)["state"] not in kept
    assert str(client.cookies.get(BROWSER)) not in kept
