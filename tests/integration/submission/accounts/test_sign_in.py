"""Signing in by a link, staying signed in, and signing out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie
from typing import Any

import pytest

from services.submission.accounts.grant import grant
from services.submission.accounts.links import draw_link
from services.submission.accounts.signing_keys import signing_key
from shared.http.robots import SHOWN_AT, TRAP
from shared.identity.session import Session, key_id_of, read, sign
from shared.identity.store import list_session_keys
from shared.postgres.database import Database
from tests.integration.submission.accounts.conftest import ADDRESS, MakeAccount, SignIn
from tests.integration.submission.organiser_space.browsing import BROWSER, send, visit
from tests.support.eventually import eventually
from tests.support.people import COOKIE, ISSUER
from tests.support.service import Client

MINE = f"{ISSUER}/mes-manifestations"


async def session_in(database: Database, token: str) -> Session:
    async with database.transaction(readonly=True) as tx:
        public_keys = await list_session_keys(tx)
    return read(token, public_key=public_keys[key_id_of(token)], issuer=ISSUER, now=datetime.now(UTC))


async def link(database: Database, email: str = ADDRESS) -> str:
    async with database.transaction() as tx:
        return await draw_link(tx, email=email)


async def count(database: Database, table: str) -> int:
    statements = {"accounts": "SELECT count(*) FROM accounts", "sign_in_links": "SELECT count(*) FROM sign_in_links"}
    async with database.transaction(readonly=True) as tx:
        return int(await tx.fetchval(statements[table]))


async def test_a_link_shows_whom_it_signs_in_and_only_the_click_does(client: Client, database: Database) -> None:
    token = await link(database)

    page = await visit(client, f"/connexion/lien?jeton={token}")
    again = await visit(client, f"/connexion/lien?jeton={token}")

    assert ADDRESS in page.text
    assert page.values == again.values == {"jeton": token}
    assert not client.cookies
    assert await count(database, "accounts") == 0

    answer = await client.post("/connexion/lien", data=page.values, headers=BROWSER, follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (303, MINE)
    assert await count(database, "accounts") == 1


async def test_whoever_signed_in_is_known_with_an_account_that_has_nothing_in_it(
    client: Client, sign_in: SignIn
) -> None:
    await sign_in()

    page = await client.get("/compte", headers=BROWSER)

    assert page.status_code == 200
    assert ADDRESS in page.text
    assert "Organisateur" in page.text
    assert (await visit(client, "/mes-manifestations")).status == 200


@pytest.mark.parametrize(
    ("onward", "where"),
    [
        ("http://127.0.0.1:8003/print-snapshots", "http://127.0.0.1:8003/print-snapshots"),
        (f"{ISSUER}/inscription", f"{ISSUER}/inscription"),
        ("", MINE),
        ("https://ailleurs.exemple/", MINE),
        ("http://127.0.0.1:8003.ailleurs.exemple/", MINE),
        ("http://127.0.0.1:8003@ailleurs.exemple/", MINE),
        ("//ailleurs.exemple", MINE),
        ("http://127.0.0.1:8001", MINE),
        ("http://127.0.0.1:8001/\\ailleurs.exemple", MINE),
        ("javascript:alert(1)//http://127.0.0.1:8001/", MINE),
    ],
)
async def test_one_goes_on_to_a_page_of_ours_and_nowhere_else(sign_in: SignIn, onward: str, where: str) -> None:
    assert await sign_in(onward=onward) == where


async def test_a_link_serves_once_and_takes_its_elder_sisters_with_it(client: Client, database: Database) -> None:
    first, second, other = (
        await link(database),
        await link(database, ADDRESS.upper()),
        await link(database, "b@exemple.fr"),
    )
    await client.post("/connexion/lien", data={"jeton": second}, headers=BROWSER, follow_redirects=False)
    client.cookies.clear()

    for used in (second, first):
        page = await send(client, "/connexion/lien", {"jeton": used})
        assert page.status == 410
        assert "Demandez-en un nouveau" in page.text
        assert (await visit(client, f"/connexion/lien?jeton={used}")).status == 410
    assert not client.cookies
    assert (await visit(client, f"/connexion/lien?jeton={other}")).status == 200


@pytest.mark.parametrize(("minutes", "status"), [(19, 303), (21, 410)])
async def test_a_link_serves_for_twenty_minutes(client: Client, database: Database, minutes: int, status: int) -> None:
    token = await link(database)
    async with database.transaction() as tx:
        await tx.execute("UPDATE sign_in_links SET asked_at = now() - make_interval(mins => $1)", minutes)

    answer = await client.post("/connexion/lien", data={"jeton": token}, headers=BROWSER, follow_redirects=False)

    assert answer.status_code == status


@pytest.mark.parametrize("token", ["", "x", "é", "x" * 3000])
async def test_a_link_that_nobody_drew_opens_nothing(client: Client, token: str) -> None:
    assert (await send(client, "/connexion/lien", {"jeton": token})).status == 410


async def test_the_secret_of_a_link_is_nowhere_in_the_database(database: Database) -> None:
    token = await link(database)

    async with database.transaction(readonly=True) as tx:
        assert token not in str(await tx.fetch("SELECT * FROM sign_in_links"))


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client: Client, database: Database) -> None:
    answer = await client.post(
        "/connexion/lien", data={"jeton": await link(database)}, headers=BROWSER, follow_redirects=False
    )

    cookie = SimpleCookie(answer.headers["set-cookie"])[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"]) == (True, "lax", "/", "28800")
    assert not cookie["domain"]


async def test_signing_in_again_begins_another_session_and_ends_the_one_before(
    client: Client, database: Database, sign_in: SignIn
) -> None:
    await sign_in()
    before = client.cookies[COOKIE]
    await sign_in()

    assert (await session_in(database, before)).session_id != (
        await session_in(database, client.cookies[COOKIE])
    ).session_id
    await ended(client, before)


async def ended(client: Client, token: str) -> None:
    async def refused() -> bool:
        answer = await client.get("/manifestations", headers={"Cookie": f"{COOKIE}={token}"})
        return answer.status_code == 401

    client.cookies.clear()
    await eventually(refused)


async def test_signing_out_ends_the_session_on_our_side_too(client: Client, sign_in: SignIn) -> None:
    await sign_in()
    token = client.cookies[COOKIE]

    answer = await client.post("/deconnexion", headers=BROWSER, follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (303, f"{ISSUER}/connexion")
    assert SimpleCookie(answer.headers["set-cookie"])[COOKIE]["max-age"] == "0"
    await ended(client, token)


async def test_signing_out_everywhere_ends_every_session_but_not_the_next(client: Client, sign_in: SignIn) -> None:
    tokens = []
    for _ in range(2):
        client.cookies.clear()
        await sign_in()
        tokens.append(client.cookies[COOKIE])

    await client.post("/deconnexion/partout", headers=BROWSER, follow_redirects=False)

    for token in tokens:
        await ended(client, token)
    await sign_in()
    assert (await client.get("/manifestations")).status_code == 200


async def test_a_token_is_renewed_without_the_session_beginning_anew(
    client: Client, database: Database, sign_in: SignIn
) -> None:
    await sign_in()
    fresh = await client.get("/session")
    session = await session_in(database, client.cookies[COOKIE])
    long_ago = session.issued_at - timedelta(hours=2)

    aged = await _signed(database, session, issued_at=long_ago, ends_at=session.ends_at - timedelta(hours=2))
    client.cookies.set(COOKIE, aged)
    renewed = await client.get("/session")

    assert (fresh.status_code, "set-cookie" in fresh.headers) == (204, False)
    assert renewed.status_code == 204
    after = await session_in(database, SimpleCookie(renewed.headers["set-cookie"])[COOKIE].value)
    assert (after.session_id, after.signed_in_at) == (session.session_id, session.signed_in_at)
    assert after.ends_at > session.ends_at


async def _signed(database: Database, session: Session, **dates: Any) -> str:
    async with database.transaction() as tx:
        key = await signing_key(tx, datetime.now(UTC))
    return sign(replace(session, **dates), issuer=ISSUER, key_id=key.key_id, private_key=key.private_key)


async def test_a_stranger_s_token_is_not_renewed(client: Client) -> None:
    answer = await client.get("/session", headers={"Cookie": f"{COOKIE}=x.y.z"})

    assert (answer.status_code, "set-cookie" in answer.headers) == (204, False)


async def test_a_chamber_comes_to_its_desk_and_finds_what_its_region_registered(
    client: Client, database: Database, make_account: MakeAccount, sign_in: SignIn
) -> None:
    account = await make_account()
    async with database.transaction() as tx:
        await grant(tx, account.account_id, "moderator", region_code="53")

    assert await sign_in() == "http://127.0.0.1:8002/bureau"
    assert "Manifestations de la région" in (await visit(client, "/mes-manifestations")).text
    assert "Bretagne" in (await visit(client, "/compte")).text


async def test_whom_to_ask_for_more_is_said_for_every_region(client: Client) -> None:
    bretagne, wallis = await visit(client, "/acces?region=53"), await visit(client, "/acces?region=986")

    assert "Adressez-vous à : CRESS Bretagne." in bretagne.text
    assert "Adressez-vous à : équipe nationale." in wallis.text
    assert len(bretagne.options["region"]) == 25


async def test_the_sign_in_page_says_who_is_signed_in_and_where_to_go_on(client: Client, sign_in: SignIn) -> None:
    nobody = await visit(client, "/connexion")
    await sign_in()
    page = await visit(client, "/connexion?suite=http%3A%2F%2F127.0.0.1%3A8004%2Frencontres")

    assert set(nobody.values) == {"address", TRAP, SHOWN_AT}
    assert "Vous êtes connecté·e" in page.text
    assert "http://127.0.0.1:8004/rencontres" in page.links
