"""Accounts, roles and keys: what is changed is told in the same transaction, and every grant leaves a line for ever."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg
import pytest

from services.submission.accounts.create import account_of, create_program, get_account_of
from services.submission.accounts.errors import AccountUnknown, KeyUnknown, RoleUnchanged
from services.submission.accounts.grant import grant, withdraw
from services.submission.accounts.heal import owned_accounts, owned_session_keys
from services.submission.accounts.keys import issue_key, revoke_key, rotate_key
from services.submission.accounts.signing_keys import (
    AFTERLIFE,
    KEY_LIFE,
    SETTLING,
    replace_keys,
    signing_key,
    turn_keys,
)
from services.submission.accounts.store.roles import list_grants
from shared.contracts.submission import ACCOUNTS, SESSION_KEYS, AccountChanged
from shared.errors import NotSignedIn
from shared.identity.know import known_account
from shared.identity.recent import Recent
from shared.identity.recognise import caller_of_key
from shared.identity.store import find_account, list_session_keys
from shared.postgres.database import Database
from tests.integration.submission.accounts.conftest import MakeAccount

NOW = datetime(2026, 9, 1, 9, tzinfo=UTC)


async def told(database: Database, account_id: UUID) -> list[AccountChanged]:
    """Return what was told of an account, in order; no relay takes it away, there is no broker."""
    async with database.transaction(readonly=True) as tx:
        rows = await tx.fetch(
            "SELECT payload FROM outbox WHERE topic = $1 AND key = $2 ORDER BY id", ACCOUNTS.topic, str(account_id)
        )
    return [ACCOUNTS.decode(row["payload"]) for row in rows]


async def test_an_account_is_of_one_address_however_it_is_written(database: Database) -> None:
    async def one(email: str) -> UUID:
        async with database.transaction() as tx:
            return (await account_of(tx, email)).account_id

    found = await asyncio.gather(*(one(email) for email in ("a@exemple.fr", "A@Exemple.fr", "a@EXEMPLE.FR") * 3))

    assert len(set(found)) == 1
    [only] = await told(database, found[0])
    assert (only.version, only.roles, only.keys, only.ended_sessions) == (1, (), (), ())


async def test_each_change_is_told_under_the_next_version_and_known_here_at_once(
    database: Database, make_account: MakeAccount
) -> None:
    account_id = (await make_account()).account_id
    async with database.transaction() as tx:
        await grant(tx, account_id, "moderator", region_code="53")
    async with database.transaction() as tx:
        await issue_key(tx, account_id, name="Agenda")
    async with database.transaction() as tx:
        await withdraw(tx, account_id, "moderator")

    states = await told(database, account_id)
    assert [state.version for state in states] == [1, 2, 3, 4]
    assert [[held.region_code for held in state.roles] for state in states] == [[], ["53"], ["53"], []]
    assert [len(state.keys) for state in states] == [0, 0, 1, 1]
    async with database.transaction(readonly=True) as tx:
        assert await find_account(tx, account_id) == known_account(states[-1])


async def test_what_is_told_names_nobody(database: Database, make_account: MakeAccount) -> None:
    account_id = (await make_account("marie.dupont@exemple.fr")).account_id
    async with database.transaction() as tx:
        await tx.execute("UPDATE accounts SET name = 'Marie Dupont' WHERE account_id = $1", account_id)
        await grant(tx, account_id, "national")

    assert "dupont" not in str(await told(database, account_id)).lower()


async def test_changes_at_once_are_all_told(database: Database, make_account: MakeAccount) -> None:
    account_id = (await make_account()).account_id

    async def one(number: int) -> None:
        async with database.transaction() as tx:
            await issue_key(tx, account_id, name=f"Clé {number}")

    await asyncio.gather(*(one(number) for number in range(8)))

    states = await told(database, account_id)
    assert [state.version for state in states] == list(range(1, 10))
    assert len(states[-1].keys) == 8


async def test_nobody_rewrites_who_was_granted_what_by_whom(database: Database, make_account: MakeAccount) -> None:
    national, moderator = await make_account(), await make_account("cress@exemple.fr")
    async with database.transaction() as tx:
        await grant(tx, national.account_id, "national")
        await grant(tx, moderator.account_id, "moderator", region_code="53", by=national.account_id)
        await withdraw(tx, moderator.account_id, "moderator", by=national.account_id)

        grants = await list_grants(tx, limit=9)
    lines = [(each.act, each.shown, each.role, each.region_code, each.given_by) for each in grants]

    assert lines == [
        ("withdrawn", "cress@exemple.fr", "moderator", "53", "organisatrice@exemple.fr"),
        ("granted", "cress@exemple.fr", "moderator", "53", "organisatrice@exemple.fr"),
        ("granted", "organisatrice@exemple.fr", "national", None, None),
    ]
    for statement in ("DELETE FROM account_grants", "UPDATE account_grants SET role = 'service'"):
        with pytest.raises(asyncpg.RestrictViolationError):
            async with database.transaction() as tx:
                await tx.execute(statement)


async def test_a_role_is_given_and_taken_once(database: Database, make_account: MakeAccount) -> None:
    account_id = (await make_account()).account_id
    with pytest.raises(RoleUnchanged, match="n’a pas le rôle"):
        async with database.transaction() as tx:
            await withdraw(tx, account_id, "national")
    async with database.transaction() as tx:
        await grant(tx, account_id, "moderator", region_code="53")
    for region_code, sentence in (
        ("53", "a déjà le rôle"),
        ("28", "est déjà celui de la chambre de la région Bretagne"),
    ):
        with pytest.raises(RoleUnchanged, match=sentence):
            async with database.transaction() as tx:
                await grant(tx, account_id, "moderator", region_code=region_code)

    assert len(await told(database, account_id)) == 2


async def test_a_key_that_is_replaced_opens_beside_the_new_one_until_the_overlap_ends(database: Database) -> None:
    async with database.transaction() as tx:
        account_id = await create_program(tx, "Agenda de la ville")
        await grant(tx, account_id, "service")
        old = await issue_key(tx, account_id, name="Agenda", scope="read")
        new = await rotate_key(tx, old.split("_")[1], overlap_hours=24)

    now = datetime.now(UTC)
    both = [await caller_of_key(Recent(database), text, now=now) for text in (old, new)]
    assert [(caller.role, may_write) for caller, may_write in both] == [("service", False)] * 2
    later = now + timedelta(hours=25)
    assert (await caller_of_key(Recent(database), new, now=later))[0].role == "service"
    with pytest.raises(NotSignedIn, match="n’est plus valable"):
        await caller_of_key(Recent(database), old, now=later)
    [state] = [state for state in await told(database, account_id) if state.version == 4]
    ends = {key.key_id: key.expires_at for key in state.keys}
    assert ends[new.split("_")[1]] is None
    assert abs((ends[old.split("_")[1]] or now) - now - timedelta(hours=24)) < timedelta(minutes=5)


async def test_a_key_that_is_revoked_is_gone_and_cannot_be_replaced(
    database: Database, make_account: MakeAccount
) -> None:
    account_id = (await make_account()).account_id
    async with database.transaction() as tx:
        key_id = (await issue_key(tx, account_id, name="Agenda")).split("_")[1]
        assert await revoke_key(tx, key_id) == account_id

    assert (await told(database, account_id))[-1].keys == ()
    for use_case in (revoke_key, rotate_key):
        with pytest.raises(KeyUnknown):
            async with database.transaction() as tx:
                await use_case(tx, key_id)


async def test_what_is_told_again_of_an_account_is_what_it_is(database: Database, make_account: MakeAccount) -> None:
    account_id = (await make_account()).account_id
    owned = owned_accounts()
    async with database.transaction() as tx:
        await grant(tx, account_id, "national")
    async with database.transaction() as tx:
        assert (str(account_id), 2, False) in await owned.list_states(tx)
        [again] = await owned.lock_rows(tx, [str(account_id)])

    assert again.payload is not None
    assert ACCOUNTS.decode(again.payload) == (await told(database, account_id))[-1]


async def test_an_erased_account_is_told_as_removed(database: Database, make_account: MakeAccount) -> None:
    account_id = (await make_account()).account_id
    async with database.transaction() as tx:
        await tx.execute("UPDATE accounts SET email = NULL, erased_at = now() WHERE account_id = $1", account_id)
        states = await owned_accounts().list_states(tx)
        [row] = await owned_accounts().lock_rows(tx, [str(account_id)])

    assert (str(account_id), 1, True) in states
    assert row.payload is None


async def test_sessions_are_signed_with_a_key_that_everybody_has_heard_of(database: Database) -> None:
    async def signs(now: datetime) -> str:
        async with database.transaction() as tx:
            await turn_keys(tx, now)
            return (await signing_key(tx, now)).key_id

    async def verifies() -> set[str]:
        async with database.transaction(readonly=True) as tx:
            return set(await list_session_keys(tx))

    first = await signs(NOW)
    turned = NOW + KEY_LIFE
    assert [await signs(turned), await signs(turned + SETTLING / 2)] == [first, first]
    second = await signs(turned + SETTLING)
    assert second != first
    assert await verifies() == {first, second}

    await signs(turned + AFTERLIFE)
    assert await verifies() == {second}
    async with database.transaction() as tx:
        kept = {row["key_id"]: row["private_key"] for row in await tx.fetch("SELECT * FROM session_signing_keys")}
        rows = await owned_session_keys().lock_rows(tx, sorted({first, second}))
    assert (kept[first], bool(kept[second])) == ("", True)
    assert {row.key: (row.version, row.payload is None) for row in rows} == {first: (2, True), second: (1, False)}
    assert not [row for row in rows if row.payload and '"d"' in row.payload.decode()]
    assert {row.topic for row in rows} == {SESSION_KEYS.topic}


async def test_processes_that_begin_at_once_make_one_key(database: Database) -> None:
    async def one() -> str:
        async with database.transaction() as tx:
            return (await signing_key(tx, NOW)).key_id

    assert len(set(await asyncio.gather(*(one() for _ in range(5))))) == 1


async def test_when_a_key_was_stolen_all_are_replaced_at_once(database: Database) -> None:
    async with database.transaction() as tx:
        before = (await signing_key(tx, NOW)).key_id
        await replace_keys(tx, NOW)
        after = (await signing_key(tx, NOW)).key_id
        known = await list_session_keys(tx)

    assert before not in known
    assert set(known) == {after}


async def test_nobody_has_an_address_that_nobody_signed_in_with(database: Database) -> None:
    with pytest.raises(AccountUnknown):
        async with database.transaction() as tx:
            await get_account_of(tx, "personne@exemple.fr")
