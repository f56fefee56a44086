"""A restored database gives back to accounts what the topics still say, and takes back what ended."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from services.submission.accounts.grant import grant
from services.submission.accounts.openid.rules import Identity
from services.submission.accounts.openid.store import insert_identity, use_identity
from services.submission.accounts.reconcile import (
    find_unknown_accounts,
    find_unknown_keys,
    reconcile_account,
    reconcile_key,
)
from services.submission.accounts.signing_keys import signing_key
from services.submission.accounts.store.accounts import get_told
from services.submission.accounts.store.roles import list_grants
from services.submission.accounts.teams.membership import found_team, teams_of
from shared.contracts.content import Organiser
from shared.contracts.submission import (
    ACCOUNTS,
    SESSION_KEYS,
    AccountChanged,
    HeldKey,
    HeldRole,
    SessionKeyMade,
)
from shared.identity.keys import draw_key
from shared.identity.recent import Recent
from shared.identity.recognise import caller_of_key
from shared.identity.store import find_account, list_session_keys
from shared.kafka.records import Received, read
from shared.postgres.database import Database
from tests.integration.submission.accounts.conftest import MakeAccount
from tests.support.builders import raw_record, record_of

KEY = draw_key()
LATER = datetime.now(UTC) + timedelta(hours=1)


def lost(account_id: UUID, version: int, **changes: object) -> AccountChanged:
    event = AccountChanged(
        account_id=account_id,
        version=version,
        roles=(HeldRole(role="moderator", region_code="53"),),
        keys=(HeldKey(key_id=KEY.key_id, secret_sha256=KEY.secret_sha256.hex(), scope="write"),),
        valid_after=LATER,
        ended_sessions=(uuid4(),),
        changed_at=LATER,
    )
    return replace(event, **changes)  # type: ignore[arg-type]


def heard(event: AccountChanged) -> Received[AccountChanged]:
    return read(ACCOUNTS, record_of(ACCOUNTS, event))


def erased(account_id: UUID, version: int) -> Received[AccountChanged]:
    headers = {**dict(record_of(ACCOUNTS, lost(account_id, 1)).headers), "ce_entityversion": str(version).encode()}
    key = str(account_id).encode()
    return read(ACCOUNTS, raw_record(ACCOUNTS.topic, key=key, value=None, headers=list(headers.items())))


async def test_what_the_table_told_is_known_and_what_it_has_not_reached_is_not(
    database: Database, make_account: MakeAccount
) -> None:
    account_id = (await make_account()).account_id
    async with database.transaction() as tx:
        told = await get_told(tx, account_id, 1)
        assert told is not None
        states = [
            heard(told),
            heard(replace(told, changed_at=LATER)),
            heard(lost(account_id, 2)),
            heard(lost(uuid4(), 1)),
        ]
        states += [erased(account_id, 1), erased(account_id, 2)]

        unknown = await find_unknown_accounts(tx, states)

    assert unknown == states[1:]


async def test_an_account_becomes_again_what_it_was_under_a_version_that_nobody_has_seen(
    database: Database, make_account: MakeAccount
) -> None:
    account_id = (await make_account()).account_id
    last = lost(account_id, 3)
    async with database.transaction() as tx:
        done = await reconcile_account(tx, [heard(lost(account_id, 2, keys=())), heard(last)])
        known = await find_account(tx, account_id)
        [line] = await list_grants(tx, limit=9)

    assert (done.version, done.outcome) == (4, "adopted")
    assert known is not None
    assert (known.version, known.roles, known.valid_after) == (4, last.roles, LATER)
    assert known.ended_sessions == last.ended_sessions
    assert (line.act, line.role, line.region_code) == ("granted", "moderator", "53")
    caller, _ = await caller_of_key(Recent(database), KEY.text, now=datetime.now(UTC))
    assert caller.region_code == "53"


async def test_an_account_that_the_backup_does_not_know_comes_back_without_name_and_address(database: Database) -> None:
    account_id = uuid4()
    async with database.transaction() as tx:
        await reconcile_account(tx, [heard(lost(account_id, 1))])
        row = await tx.fetchrow("SELECT version, email, name FROM accounts WHERE account_id = $1", account_id)

    assert row is not None
    assert tuple(row) == (2, None, "")
    assert (await caller_of_key(Recent(database), KEY.text, now=datetime.now(UTC)))[0].account_id == str(account_id)


async def test_who_was_erased_stays_erased(database: Database, make_account: MakeAccount) -> None:
    account_id = (await make_account()).account_id
    identity = Identity(issuer="https://fi.exemple.fr", subject="1789", address=None, name="", siret=None)
    async with database.transaction() as tx:
        await insert_identity(tx, identity, account_id)
        await found_team(tx, account_id, Organiser(name="La Ressourcerie du canal", siren="999999014"))
        done = await reconcile_account(tx, [erased(account_id, 2)])
        assert await use_identity(tx, identity) is None
        assert [] == await teams_of(tx, account_id)
        gone = await find_account(tx, account_id)
        left = await tx.fetchval("SELECT count(*) FROM accounts WHERE email IS NOT NULL")
        payload = await tx.fetchval("SELECT payload FROM outbox WHERE version = 3")

    assert (done.version, gone, left, payload) == (3, None, 0, None)


async def test_what_was_granted_since_the_restore_holds_and_what_was_ended_before_stays_ended(
    database: Database, make_account: MakeAccount
) -> None:
    account_id = (await make_account()).account_id
    async with database.transaction() as tx:
        await grant(tx, account_id, "national")
        done = await reconcile_account(tx, [heard(lost(account_id, 2, keys=()))])
        known = await find_account(tx, account_id)

    assert (done.version, done.outcome) == (3, "raised")
    assert known is not None
    assert ([held.role for held in known.roles], known.valid_after) == (["national"], LATER)


async def test_a_session_key_whose_private_half_is_lost_is_taken_back(database: Database) -> None:
    made = SessionKeyMade(key_id="2026-09-01-ffffffff", version=1, public_key="{}", made_at=LATER)
    item = read(SESSION_KEYS, record_of(SESSION_KEYS, made))
    async with database.transaction() as tx:
        own = (await signing_key(tx, LATER)).key_id
        assert await find_unknown_keys(tx, [item]) == [item]
        done = await reconcile_key(tx, [item])
        assert await find_unknown_keys(tx, [item]) == []
        known = await list_session_keys(tx)
        row = await tx.fetchrow("SELECT version, payload FROM outbox WHERE key = $1", made.key_id)

    assert (done.version, done.outcome) == (2, "taken_back")
    assert set(known) == {own}
    assert row is not None
    assert tuple(row) == (2, None)
