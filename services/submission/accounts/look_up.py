"""Use case: show an account to whoever holds it."""

from collections.abc import Sequence
from uuid import UUID

from services.submission.accounts.errors import AccountUnknown
from services.submission.accounts.rules import AccessKey, Account
from services.submission.accounts.store.accounts import find_account
from services.submission.accounts.store.keys import list_keys
from shared.identity.caller import Caller
from shared.postgres.database import Tx


async def look_up_account(tx: Tx, caller: Caller) -> tuple[Account, Sequence[AccessKey]]:
    """Return the caller's account and its keys; raises ``AccountUnknown`` where it has just been erased."""
    account_id = UUID(caller.account_id)
    account = await find_account(tx, account_id)
    if account is None:
        raise AccountUnknown("Ce compte n’existe plus.")
    return account, [key for key in await list_keys(tx, account_id=account_id) if key.revoked_at is None]
