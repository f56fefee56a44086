"""Use case: keep a small copy of what submission tells of accounts and session keys."""

from collections.abc import Sequence
from uuid import UUID

from shared.contracts.submission import ACCOUNTS, SESSION_KEYS, AccountChanged, SessionKeyMade
from shared.errors import InvalidMessage
from shared.identity.store import (
    KnownAccount,
    KnownSessionKey,
    list_present_accounts,
    list_present_session_keys,
    upsert_accounts,
    upsert_session_keys,
)
from shared.kafka.records import Received
from shared.kafka.subscription import Present, Subscription
from shared.postgres.database import Tx


def accounts_heard(*, group: str) -> Subscription[AccountChanged]:
    """Return the stream that says who may ask what; whoever is revoked opens nothing as soon as it is heard."""
    return Subscription(stream=ACCOUNTS, group=group, handle=know_accounts, list_present=_present_accounts)


def session_keys_heard(*, group: str) -> Subscription[SessionKeyMade]:
    """Return the stream of the keys by which sessions are verified."""
    return Subscription(stream=SESSION_KEYS, group=group, handle=know_session_keys, list_present=_present_keys)


async def know_accounts(tx: Tx, received: Sequence[Received[AccountChanged]]) -> None:
    """Apply what was heard of accounts, each at most once among them."""
    await upsert_accounts(tx, [_heard(item) for item in received])


async def know_session_keys(tx: Tx, received: Sequence[Received[SessionKeyMade]]) -> None:
    """Apply what was heard of session keys, each at most once among them."""
    await upsert_session_keys(tx, [_heard_key(item) for item in received])


def known_account(event: AccountChanged) -> KnownAccount:
    """Return what is kept of an account."""
    return KnownAccount(
        account_id=event.account_id,
        version=event.version,
        gone=False,
        roles=event.roles,
        keys={key.key_id: key for key in event.keys},
        valid_after=event.valid_after,
        ended_sessions=event.ended_sessions,
        proven_sirets=event.proven_sirets,
    )


async def _present_accounts(tx: Tx) -> list[Present]:
    return [Present(*row) for row in await list_present_accounts(tx)]


async def _present_keys(tx: Tx) -> list[Present]:
    return [Present(*row) for row in await list_present_session_keys(tx)]


def _heard(item: Received[AccountChanged]) -> KnownAccount:
    if item.event is not None:
        return known_account(item.event)
    try:
        return KnownAccount(account_id=UUID(item.key), version=item.version, gone=True)
    except ValueError as error:
        raise InvalidMessage("key_format", f"the key {item.key!r} is no identifier") from error


def _heard_key(item: Received[SessionKeyMade]) -> KnownSessionKey:
    public_key = item.event.public_key if item.event else None
    return KnownSessionKey(key_id=item.key, version=item.version, gone=item.event is None, public_key=public_key)
