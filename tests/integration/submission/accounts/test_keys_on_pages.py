"""Access keys on pages: made, named, replaced and closed by whoever holds the account, or by the national team."""

import re
from datetime import UTC, datetime
from uuid import UUID

import pytest

from services.submission.accounts.grant import grant
from services.submission.accounts.keys import issue_key
from services.submission.accounts.rules import MOST_KEYS
from services.submission.consumer import on_key_used
from shared.clock import at_present
from shared.contracts.key_uses import KEY_USES, KeyUsed
from shared.identity.recent import Recent
from shared.identity.recognise import caller_of_key
from shared.kafka.records import read
from shared.postgres.database import Database
from tests.integration.submission.accounts.conftest import ADDRESS, MakeAccount, SignIn
from tests.integration.submission.organiser_space.browsing import send, visit
from tests.support.builders import record_of
from tests.support.eventually import eventually
from tests.support.service import Client, bearer

KEY = re.compile(r"moisess_[0-9a-f]{8}_[A-Za-z0-9_-]{43}")
WANTED = {"name": "Export vers notre agenda", "scope": "read", "last_day": "2099-12-31"}


def shown_in(text: str) -> str:
    [found] = KEY.findall(text)
    return str(found)


async def opens(database: Database, text: str) -> tuple[str, bool]:
    caller, may_write = await caller_of_key(Recent(database), text, now=at_present())
    return caller.account_id, may_write


@pytest.fixture
async def account_id(sign_in: SignIn, make_account: MakeAccount) -> UUID:
    """Give the account of whoever is signed in."""
    await sign_in()
    return (await make_account()).account_id


async def test_a_key_is_shown_once_and_opens_what_its_scope_says(
    client: Client, database: Database, account_id: UUID
) -> None:
    drawn = await send(client, "/compte/cles", WANTED)
    text = shown_in(drawn.text)
    again = await visit(client, "/compte/cles")

    assert (str(account_id), False) == await opens(database, text)
    assert text[:16] in again.text
    assert not KEY.search(again.text)
    assert "Export vers notre agenda" in again.text
    assert "31 décembre 2099" in again.text.replace("\u00a0", " ")


async def test_a_key_that_is_replaced_goes_on_for_the_time_that_was_chosen(
    client: Client, database: Database, account_id: UUID
) -> None:
    old = shown_in((await send(client, "/compte/cles", WANTED)).text)
    new = shown_in((await send(client, f"/compte/cles/{old[8:16]}/remplacer", {"overlap": "24"})).text)

    assert [await opens(database, text) for text in (old, new)] == [(str(account_id), False)] * 2
    async with database.transaction(readonly=True) as tx:
        hours = await tx.fetchval(
            "SELECT extract(epoch FROM expires_at - now()) / 3600 FROM account_keys WHERE key_id = $1", old[8:16]
        )
    assert 23 < hours < 25


async def test_a_key_that_is_closed_is_not_listed_any_more(
    client: Client, database: Database, account_id: UUID
) -> None:
    text = shown_in((await send(client, "/compte/cles", WANTED)).text)
    after = await send(client, f"/compte/cles/{text[8:16]}/revoquer", {})

    assert text[8:16] not in after.text
    async with database.transaction(readonly=True) as tx:
        assert await tx.fetchval("SELECT keys = '{}' FROM known_accounts WHERE account_id = $1", account_id)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"last_day": "2020-01-01"}, "2020-01-01, est passé"),
        ({"name": ""}, "Nom"),
        ({"scope": "admin"}, "admin"),
    ],
)
async def test_what_is_wrong_in_the_form_is_said_and_nothing_is_drawn(
    client: Client, database: Database, account_id: UUID, changed: dict[str, str], sentence: str
) -> None:
    page = await send(client, "/compte/cles", {**WANTED, **changed})

    assert 422 == page.status
    assert sentence in page.text
    async with database.transaction(readonly=True) as tx:
        assert not await tx.fetchval("SELECT count(*) FROM account_keys WHERE account_id = $1", account_id)


async def test_nobody_touches_a_key_of_somebody_else(
    client: Client, database: Database, make_account: MakeAccount, sign_in: SignIn
) -> None:
    other = await make_account("autre@exemple.fr")
    async with database.transaction() as tx:
        key_id = (await issue_key(tx, other.account_id, name="Agenda"))[8:16]
    await sign_in()

    for act in ("remplacer", "revoquer"):
        assert 404 == (await send(client, f"/compte/cles/{key_id}/{act}", {})).status
    async with database.transaction(readonly=True) as tx:
        assert await tx.fetchval("SELECT revoked_at IS NULL AND expires_at IS NULL FROM account_keys")


async def test_an_account_holds_so_many_keys_and_no_more(client: Client, database: Database, account_id: UUID) -> None:
    async with database.transaction() as tx:
        for number in range(MOST_KEYS):
            await issue_key(tx, account_id, name=f"Clé {number}")

    assert 409 == (await send(client, "/compte/cles", WANTED)).status


async def test_the_national_team_hands_out_keys_of_programs(
    client: Client, database: Database, make_account: MakeAccount, sign_in: SignIn
) -> None:
    account = await make_account()
    async with database.transaction() as tx:
        await grant(tx, account.account_id, "national")
    await sign_in(ADDRESS)
    keys = await send(client, "/gestion/programmes", {"name": "Agenda de la ville"})
    text = shown_in((await send(client, keys.path, {**WANTED, "scope": "write"})).text)

    caller, may_write = await caller_of_key(Recent(database), text, now=at_present())
    assert ("service", True) == (caller.role, may_write)
    assert "Agenda de la ville" in (await visit(client, "/gestion/programmes")).text
    assert 404 == (await visit(client, f"/gestion/programmes/{account.account_id}/cles")).status


@pytest.mark.usefixtures("account_id")
async def test_when_a_key_was_last_used_is_listed(client: Client) -> None:
    text = shown_in((await send(client, "/compte/cles", WANTED)).text)
    before = await visit(client, "/compte/cles")
    await client.get("/manifestations", headers=bearer(text))

    async def noted() -> bool:
        return "à l’heure près" in (await visit(client, "/compte/cles")).text

    assert "Dernier usage aucun" in before.text
    await eventually(noted, within=20)


@pytest.mark.usefixtures("account_id")
async def test_a_use_is_written_once_an_hour_however_many_there_are(client: Client, database: Database) -> None:
    text = shown_in((await send(client, "/compte/cles", WANTED)).text)
    async with database.transaction() as tx:
        await tx.execute("UPDATE account_keys SET last_used_at = now() - interval '30 minutes'")
        written = await tx.fetchval("SELECT last_used_at FROM account_keys")
    for _ in range(3):
        await client.get("/manifestations", headers=bearer(text))

    async with database.transaction(readonly=True) as tx:
        assert written == await tx.fetchval("SELECT last_used_at FROM account_keys")


@pytest.mark.usefixtures("account_id")
async def test_the_list_says_when_a_key_was_last_used_in_any_service(client: Client, database: Database) -> None:
    text = shown_in((await send(client, "/compte/cles", WANTED)).text)
    key_id = text.split("_")[1]
    stream = KEY_USES["programme"]
    uses = [
        KeyUsed(key_id=key_id, version=int(at.timestamp()), used_at=at)
        for at in (datetime(2026, 11, 5, 9, 30, tzinfo=UTC), datetime(2026, 11, 4, 8, 0, tzinfo=UTC))
    ]
    async with database.transaction() as tx:
        for use in uses:
            await on_key_used(tx, [read(stream, record_of(stream, use))])

    page = await visit(client, "/compte/cles")
    assert "Dernier usage le jeudi 5 novembre 2026 à 10 h 30, à l’heure près" in page.text


@pytest.mark.usefixtures("account_id")
async def test_a_name_is_set_and_taken_back_by_oneself(client: Client) -> None:
    page = await send(client, "/compte", {"name": "Camille  Martin"})
    header = (await client.get("/compte", headers={"Accept": "text/html"})).text.partition("<main")[0]
    without = await send(client, "/compte", {"name": ""})

    assert "Votre nom est enregistré" in page.text
    assert ["Camille Martin", ""] == [page.values["name"], without.values["name"]]
    assert "Camille Martin" in header
