"""Use case: hand out an access key, replace it, close it. Its text is shown once and kept nowhere."""

from datetime import datetime
from uuid import UUID

from services.submission.accounts.errors import KeyUnknown
from services.submission.accounts.store.keys import end_key, find_key, insert_key
from services.submission.accounts.telling import tell_account
from shared.contracts.submission import KeyScope
from shared.identity.keys import draw_key
from shared.postgres.database import Tx

OVERLAP_HOURS = 7 * 24
"""During which the old key of a program opens as well as the new one."""


async def issue_key(
    tx: Tx, account_id: UUID, *, name: str, scope: KeyScope = "write", expires_at: datetime | None = None
) -> str:
    """Draw a key for an account and return its text; ``name`` says what it is for."""
    text = await _draw(tx, account_id, name=name, scope=scope, expires_at=expires_at)
    await tell_account(tx, account_id)
    return text


async def rotate_key(tx: Tx, key_id: str, *, overlap_hours: int = OVERLAP_HOURS) -> str:
    """Draw a key in the place of another, which ends when the overlap does; raises ``KeyUnknown``."""
    old = await find_key(tx, key_id)
    if old is None or await end_key(tx, key_id, overlap_hours=overlap_hours) is None:
        raise _unknown(key_id)
    return await issue_key(tx, old.account_id, name=old.name, scope=old.scope, expires_at=old.expires_at)


async def revoke_key(tx: Tx, key_id: str) -> UUID:
    """Close a key at once and return whose it was; raises ``KeyUnknown``."""
    account_id = await end_key(tx, key_id)
    if account_id is None:
        raise _unknown(key_id)
    await tell_account(tx, account_id)
    return account_id


async def _draw(tx: Tx, account_id: UUID, *, name: str, scope: KeyScope, expires_at: datetime | None) -> str:
    while True:
        key = draw_key()
        if await insert_key(tx, key, account_id=account_id, name=name, scope=scope, expires_at=expires_at):
            return key.text


def _unknown(key_id: str) -> KeyUnknown:
    return KeyUnknown(f"Aucune clé active « {key_id} » : « moisess keys list » montre celles qui existent.")
