from http.cookies import SimpleCookie

import pytest
from httpx import AsyncClient, Response

from shared.http.retention import purge
from shared.identity.store import revoke_key
from shared.postgres.database import Database
from tests.integration.http.conftest import IssueKey
from tests.unit.http.sample import BASE, client_of, sample_app

COOKIE = "moisess-submission"
OWN_FORM = {"Origin": BASE}


async def sign_in(client: AsyncClient, key: str, suite: str = "") -> Response:
    return await client.post("/connexion", data={"cle": key, "suite": suite}, headers=OWN_FORM, follow_redirects=False)


async def age(database: Database, column: str, interval: str) -> None:
    statements = {
        "created_at": "UPDATE sessions SET created_at = now() - $1::text::interval",
        "last_seen_at": "UPDATE sessions SET last_seen_at = now() - $1::text::interval",
    }
    async with database.transaction() as tx:
        await tx.execute(statements[column], interval)


async def status_of(client: AsyncClient) -> int:
    return (await client.get("/mine")).status_code


async def test_a_key_is_exchanged_for_a_session_and_the_person_goes_on_where_they_wanted(
    client: AsyncClient, key: IssueKey
) -> None:
    response = await sign_in(client, f" {await key()} ", "/mes-manifestations?page=2")

    assert (response.status_code, response.headers["location"]) == (303, "/mes-manifestations?page=2")
    assert (await client.get("/mine")).json()["name"] == "Ressourcerie du Canal"


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client: AsyncClient, key: IssueKey) -> None:
    response = await sign_in(client, await key())

    cookie = SimpleCookie(response.headers["set-cookie"])[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"]) == (True, "lax", "/", "86400")
    assert not cookie["domain"]


async def test_behind_https_the_cookie_is_secure_and_bound_to_the_host(database: Database, key: IssueKey) -> None:
    address = "https://inscription.exemple.fr"
    async with client_of(sample_app(database, submission_url=address), address) as client:
        response = await client.post(
            "/connexion", data={"cle": await key()}, headers={"Origin": address}, follow_redirects=False
        )
        status = await status_of(client)

    cookie = SimpleCookie(response.headers["set-cookie"])[f"__Host-{COOKIE}"]
    assert (cookie["secure"], cookie["path"]) == (True, "/")
    assert status == 200


async def test_the_token_is_kept_only_as_a_digest(client: AsyncClient, database: Database, key: IssueKey) -> None:
    await sign_in(client, await key())

    async with database.transaction(readonly=True) as tx:
        row = str(await tx.fetchrow("SELECT * FROM sessions"))

    assert client.cookies[COOKIE] not in row


async def test_a_wrong_key_shows_the_form_again_with_the_reason(client: AsyncClient) -> None:
    response = await sign_in(client, "moisess_nope", "/mine")

    assert response.status_code == 422
    assert "Cette clé d’accès n’est pas connue" in response.text
    assert 'href="#champ-cle"' in response.text
    assert 'name="suite" value="/mine"' in response.text
    assert "moisess_nope" not in response.text
    assert "set-cookie" not in response.headers


@pytest.mark.parametrize(
    "suite", ["https://ailleurs.exemple", "//ailleurs.exemple", "/\\ailleurs.exemple", "mine", "/a\nb"]
)
async def test_a_link_cannot_lead_elsewhere_through_the_sign_in(client: AsyncClient, key: IssueKey, suite: str) -> None:
    response = await sign_in(client, await key(), suite)

    assert response.headers["location"] == "/"


@pytest.mark.parametrize(
    ("aged", "status"),
    [
        (("last_seen_at", "7 hours 59 minutes"), 200),
        (("last_seen_at", "8 hours 1 minute"), 401),
        (("created_at", "23 hours 59 minutes"), 200),
        (("created_at", "24 hours 1 minute"), 401),
    ],
)
async def test_a_session_ends_after_eight_idle_hours_and_twenty_four_in_all(
    client: AsyncClient, database: Database, key: IssueKey, aged: tuple[str, str], status: int
) -> None:
    await sign_in(client, await key())

    await age(database, *aged)

    assert await status_of(client) == status


async def test_use_keeps_a_session_open(client: AsyncClient, database: Database, key: IssueKey) -> None:
    await sign_in(client, await key())
    await age(database, "last_seen_at", "7 hours")
    await status_of(client)

    async with database.transaction(readonly=True) as tx:
        seen_just_now = await tx.fetchval("SELECT last_seen_at > now() - interval '1 minute' FROM sessions")

    assert seen_just_now


async def test_signing_out_ends_the_session_on_our_side_too(client: AsyncClient, key: IssueKey) -> None:
    await sign_in(client, await key())
    token = client.cookies[COOKIE]

    response = await client.post("/deconnexion", headers=OWN_FORM, follow_redirects=False)

    assert (response.status_code, response.headers["location"]) == (303, "/connexion")
    assert SimpleCookie(response.headers["set-cookie"])[COOKIE]["max-age"] == "0"
    assert (await client.get("/mine", headers={"Cookie": f"{COOKIE}={token}"})).status_code == 401


async def test_signing_in_again_ends_the_session_before(client: AsyncClient, database: Database, key: IssueKey) -> None:
    await sign_in(client, await key())
    before = client.cookies[COOKIE]
    await sign_in(client, await key())

    assert client.cookies[COOKIE] != before
    async with database.transaction(readonly=True) as tx:
        assert await tx.fetchval("SELECT count(*) FROM sessions") == 1


async def test_a_revoked_key_ends_its_sessions(client: AsyncClient, database: Database, key: IssueKey) -> None:
    own = await key()
    await sign_in(client, own)
    async with database.transaction() as tx:
        await revoke_key(tx, own.split("_")[1])

    assert await status_of(client) == 401


async def test_a_session_opened_while_its_key_was_being_revoked_is_of_no_use(
    client: AsyncClient, database: Database, key: IssueKey
) -> None:
    await sign_in(client, await key())
    async with database.transaction() as tx:
        await tx.execute("UPDATE api_keys SET revoked_at = now()")

    assert await status_of(client) == 401


async def test_a_session_cannot_be_used_by_a_page_of_another_site(client: AsyncClient, key: IssueKey) -> None:
    await sign_in(client, await key())

    response = await client.post("/deconnexion", headers={"Origin": "https://ailleurs.exemple"})

    assert response.status_code == 403
    assert await status_of(client) == 200


async def test_too_many_wrong_keys_have_to_wait(client: AsyncClient) -> None:
    for _ in range(10):
        assert (await sign_in(client, "moisess_nope")).status_code == 422

    response = await sign_in(client, "moisess_nope")

    assert response.status_code == 429
    assert response.headers["retry-after"] == "30"
    assert response.headers["ratelimit"] == '"failed-keys";r=0;t=30'
    assert "patientez 30\u00a0secondes" in response.text


async def test_a_good_key_opens_though_others_behind_the_same_address_typed_wrong_ones(
    client: AsyncClient, key: IssueKey
) -> None:
    own = await key()
    for _ in range(20):
        await sign_in(client, "moisess_nope")

    assert (await sign_in(client, own)).status_code == 303
    assert (await client.get("/mine", headers={"Authorization": f"Bearer {own}"})).status_code == 200
    assert (await client.get("/mine", headers={"Authorization": "Bearer moisess_nope"})).status_code == 429


async def test_an_overlong_sign_in_form_is_not_read(client: AsyncClient) -> None:
    assert (await sign_in(client, "x" * 5000)).status_code == 413


async def test_ended_sessions_are_forgotten(client: AsyncClient, database: Database, key: IssueKey) -> None:
    await sign_in(client, await key())
    await age(database, "last_seen_at", "9 hours")
    async with database.transaction() as tx:
        await purge(tx)

        assert await tx.fetchval("SELECT count(*) FROM sessions") == 0
