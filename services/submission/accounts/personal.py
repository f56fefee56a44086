"""Use case: what accounts keep of one person, given out and forgotten."""

from typing import Any
from uuid import UUID

from services.submission.accounts.errors import AccountUnknown
from services.submission.accounts.store.personal import find_export, forget
from services.submission.accounts.telling import tell_account
from shared.postgres.database import Tx


async def export_account(tx: Tx, account_id: UUID) -> dict[str, Any]:
    """Return all of it; raises ``AccountUnknown``."""
    found = await find_export(tx, account_id)
    if found is None:
        raise AccountUnknown("Ce compte n’existe plus.")
    return found


async def erase_account(tx: Tx, account_id: UUID) -> None:
    """Forget all of it and tell every service that the account is gone; who is signed in is no more."""
    await forget(tx, account_id)
    await tell_account(tx, account_id)
