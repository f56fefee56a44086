"""A service's own copy of accounts: what is newer wins, what is gone stays gone, and a revoked key is known at once."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from shared.contracts.submission import ACCOUNTS, SESSION_KEYS, AccountChanged, HeldKey, HeldRole, SessionKeyMade
from shared.errors import InvalidMessage
from shared.identity.know import accounts_heard, know_accounts, know_session_keys, session_keys_heard
from shared.identity.recent import REMEMBERED_SECONDS, SESSION_KEYS_SECONDS, Recent
from shared.kafka.records import Received, read
from shared.postgres.database import Database
from tests.support.builders import raw_record, record_of
from tests.support.clock import SettableClock

AT = datetime(2026, 9, 1, 9, tzinfo=UTC)
KEY = HeldKey(key_id="0123abcd", secret_sha256="00" * 32, scope="write")


def account(version: int = 1, **changes: object) -> AccountChanged:
    event = AccountChanged(
        account_id=UUID(int=1),
        version=version,
        roles=(HeldRole(role="moderator", region_code="53"),),
        keys=(KEY,),
        valid_after=AT,
        changed_at=AT,
    )
    return replace(event, **changes)  # type: ignore[arg-type]


def heard(event: AccountChanged) -> Received[AccountChanged]:
    return read(ACCOUNTS, record_of(ACCOUNTS, event))


def erased(version: int, key: str = str(UUID(int=1))) -> Received[AccountChanged]:
    headers = {**dict(record_of(ACCOUNTS, account()).headers), "ce_entityversion": str(version).encode()}
    return read(ACCOUNTS, raw_record(ACCOUNTS.topic, key=key.encode(), value=None, headers=list(headers.items())))


async def know(database: Database, *received: Received[AccountChanged]) -> None:
    for each in received:
        async with database.transaction() as tx:
            await know_accounts(tx, [each])


async def test_an_account_is_found_by_itself_and_by_its_keys(database: Database) -> None:
    await know(database, heard(account()))
    recent = Recent(database)

    found = await recent.account(UUID(int=1))

    assert found is not None
    assert found == await recent.account_with_key("0123abcd")
    assert (found.roles, found.keys, found.valid_after) == (account().roles, {"0123abcd": KEY}, AT)
    assert await recent.account(uuid4()) is None
    assert await recent.account_with_key("ffffffff") is None


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2), (2, 3, 3, 1)])
async def test_the_last_version_holds_in_whatever_order_it_is_heard(database: Database, order: tuple[int, ...]) -> None:
    states = {1: heard(account()), 2: heard(account(2, keys=())), 3: erased(3)}
    await know(database, *(states[number] for number in order))

    assert await Recent(database).account(UUID(int=1)) is None
    async with database.transaction(readonly=True) as tx:
        assert await accounts_heard(group="x.accounts").list_present(tx) == []  # type: ignore[misc]


async def test_a_removal_of_nobody_is_a_faulty_record(database: Database) -> None:
    with pytest.raises(InvalidMessage, match="is no identifier"):
        await know(database, erased(1, "personne"))


async def test_what_was_known_a_moment_ago_costs_no_query_and_lasts_no_longer(database: Database) -> None:
    clock = SettableClock()
    recent = Recent(database, clock=clock)
    await know(database, heard(account()))
    before = await recent.account_with_key("0123abcd")
    await know(database, heard(account(2, keys=())))

    clock.now = REMEMBERED_SECONDS - 0.01
    assert await recent.account_with_key("0123abcd") is before
    clock.now = REMEMBERED_SECONDS
    assert await recent.account_with_key("0123abcd") is None


async def test_a_key_that_was_asked_for_too_early_opens_as_soon_as_it_is_there(database: Database) -> None:
    recent = Recent(database, clock=SettableClock())
    assert await recent.account_with_key("0123abcd") is None
    await know(database, heard(account()))

    assert await recent.account_with_key("0123abcd") is not None


async def test_session_keys_are_read_together_now_and_then_and_for_one_that_is_new(database: Database) -> None:
    clock = SettableClock()
    recent = Recent(database, clock=clock)

    async def tell(key_id: str) -> None:
        made = SessionKeyMade(key_id=key_id, version=1, public_key=f"{{{key_id}}}", made_at=AT)
        async with database.transaction() as tx:
            await know_session_keys(tx, [read(SESSION_KEYS, record_of(SESSION_KEYS, made))])

    async def retire(key_id: str) -> None:
        async with database.transaction() as tx:
            await tx.execute("UPDATE known_session_keys SET gone = true, version = 2 WHERE key_id = $1", key_id)

    await tell("one")
    assert await recent.session_key("one") == "{one}"
    await tell("two")
    assert await recent.session_key("two") is None
    clock.now = REMEMBERED_SECONDS + 0.01
    assert await recent.session_key("two") == "{two}"
    await retire("one")
    assert await recent.session_key("one") == "{one}"
    clock.now += SESSION_KEYS_SECONDS + 0.01
    assert await recent.session_key("one") is None
    async with database.transaction(readonly=True) as tx:
        present = await session_keys_heard(group="x.session-keys").list_present(tx)  # type: ignore[misc]
    assert [each.key for each in present] == ["two"]
