"""Use case: tell what an account has become; the last step of whatever changes one."""

from uuid import UUID

from services.submission.accounts.store.accounts import date_change, get_told, lock_version, save_told
from shared.contracts.submission import ACCOUNTS, AccountChanged
from shared.identity.know import known_account
from shared.identity.store import KnownAccount, upsert_accounts
from shared.outbox.append import OutboxRow, outbox_row, tombstone_row
from shared.postgres.database import Tx


async def tell_account(tx: Tx, account_id: UUID) -> None:
    """Give an account its next version and tell it, to the other services and to our own copy.

    Locked here, after the change: whoever comes second tells what the first has changed as well.
    """
    version = await lock_version(tx, account_id) + 1
    await date_change(tx, account_id)
    event = await get_told(tx, account_id, version)
    await save_told(tx, account_id, told(account_id, version, event))
    known = known_account(event) if event else KnownAccount(account_id=account_id, version=version, gone=True)
    await upsert_accounts(tx, [known])


def told(account_id: UUID, version: int, event: AccountChanged | None) -> OutboxRow:
    """Make the record that says what an account is; a removal where it was erased."""
    return outbox_row(ACCOUNTS, event) if event else tombstone_row(ACCOUNTS, str(account_id), version)
