"""Use case: after a restore, accounts and session keys become again what the topics say that they had become."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from uuid import UUID

from services.submission.accounts.personal import erase_account
from services.submission.accounts.store import reconcile as store
from services.submission.accounts.store.accounts import lock_version
from services.submission.accounts.telling import tell_account
from shared.contracts.submission import ACCOUNTS, SESSION_KEYS, AccountChanged, SessionKeyMade
from shared.identity.store import KnownSessionKey, upsert_session_keys
from shared.kafka.records import Received
from shared.outbox.append import tombstone_row
from shared.outbox.numbered import NumberedStream, Reconciled
from shared.outbox.reconcile import next_version
from shared.postgres.database import Tx

Erase = Callable[[Tx, UUID], Awaitable[None]]
"""Forget a person and tell that the account is gone."""


def numbered_accounts(erase: Erase) -> NumberedStream[AccountChanged]:
    """Return the stream of accounts; ``erase`` reaches what other capabilities keep of a person as well."""
    reconcile = partial(reconcile_account, erase=erase)
    return NumberedStream(stream=ACCOUNTS, find_unknown=find_unknown_accounts, reconcile=reconcile)


def numbered_session_keys() -> NumberedStream[SessionKeyMade]:
    """Return the stream of session keys."""
    return NumberedStream(stream=SESSION_KEYS, find_unknown=find_unknown_keys, reconcile=reconcile_key)


async def find_unknown_accounts(
    tx: Tx, received: Sequence[Received[AccountChanged]]
) -> Sequence[Received[AccountChanged]]:
    """Return those of a version that the table has not reached, or reached at another moment."""
    present = await store.list_told(tx, [UUID(item.key) for item in received])

    def is_known(item: Received[AccountChanged]) -> bool:
        version, changed_at, erased = present.get(item.key, (0, None, False))
        if item.event is None:
            return version > item.version or (version == item.version and erased)
        return version > item.version or (version == item.version and changed_at == item.event.changed_at)

    return [item for item in received if not is_known(item)]


async def reconcile_account(
    tx: Tx, forgotten: Sequence[Received[AccountChanged]], *, erase: Erase = erase_account
) -> Reconciled:
    """Take the last state over: what was withdrawn, revoked or erased stays so, and keys go on opening.

    Names and addresses were never told: an account that the backup does not know comes back without them, so that what
    it registered keeps its owner; a chamber has to say whose it is. Where the account was changed since the restore,
    the table's roles and keys hold, and of the topic's what ended.
    """
    last = forgotten[-1]
    account_id = UUID(last.key)
    await store.insert_missing(tx, account_id)
    present = await lock_version(tx, account_id)
    changed_since = present >= forgotten[0].version
    version = next_version(present, forgotten)
    if last.event is not None:
        await store.end_what_ended(tx, last.event)
        if not changed_since:
            await store.replace_roles_and_keys(tx, last.event)
    await store.set_version(tx, account_id, version - 1)
    await (tell_account if last.event else erase)(tx, account_id)
    return Reconciled(key=last.key, version=version, outcome="raised" if changed_since else "adopted")


async def find_unknown_keys(tx: Tx, received: Sequence[Received[SessionKeyMade]]) -> Sequence[Received[SessionKeyMade]]:
    """Return those of a version that the table has not."""
    present = await store.list_key_versions(tx, [item.key for item in received])
    return [item for item in received if present.get(item.key, 0) < item.version]


async def reconcile_key(tx: Tx, forgotten: Sequence[Received[SessionKeyMade]]) -> Reconciled:
    """Retire it: its private half is lost, or had been given up. Whoever it signed in has to sign in again."""
    last = forgotten[-1]
    version = next_version(None, forgotten)
    public_key = next((item.event.public_key for item in forgotten if item.event), "")
    row = tombstone_row(SESSION_KEYS, last.key, version)
    await store.write_retired(tx, last.key, public_key=public_key, version=version, told=row)
    await upsert_session_keys(tx, [KnownSessionKey(key_id=last.key, version=version, gone=True)])
    return Reconciled(key=last.key, version=version, outcome="taken_back")
