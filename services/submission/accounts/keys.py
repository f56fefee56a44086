"""Use case: list, hand out, replace and close access keys. The text of one is shown once and kept nowhere."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.submission.accounts.errors import KeyUnknown, TooManyKeys
from services.submission.accounts.rules import MOST_KEYS, AccessKey
from services.submission.accounts.store.keys import end_key, find_key, insert_key, list_open_keys
from services.submission.accounts.telling import tell_account
from shared.contracts.submission import KeyScope
from shared.identity.keys import draw_key
from shared.postgres.database import Tx

OVERLAP_HOURS = 7 * 24
"""During which the old key of a program opens as well as the new one."""


async def keys_of(tx: Tx, account_id: UUID) -> Sequence[AccessKey]:
    """Return the keys of an account that open something."""
    return await list_open_keys(tx, account_id)


async def issue_key(
    tx: Tx, account_id: UUID, *, name: str, scope: KeyScope = "write", expires_at: datetime | None = None
) -> str:
    """Draw a key for an account and return its text; ``name`` says what it is for. Raises ``TooManyKeys``."""
    if len(await list_open_keys(tx, account_id)) >= MOST_KEYS:
        raise TooManyKeys(MOST_KEYS)
    text = await _draw(tx, account_id, name=name, scope=scope, expires_at=expires_at)
    await tell_account(tx, account_id)
    return text


async def rotate_key(tx: Tx, key_id: str, *, account_id: UUID | None = None, overlap_hours: int = OVERLAP_HOURS) -> str:
    """Draw a key in the place of another, which ends when the overlap does.

    Raises ``KeyUnknown``, also where the key is of another account than the one that is named; ``TooManyKeys``.
    """
    old = await find_key(tx, key_id)
    if old is None or await end_key(tx, key_id, account_id=account_id, overlap_hours=overlap_hours) is None:
        raise _unknown(key_id)
    return await issue_key(tx, old.account_id, name=old.name, scope=old.scope, expires_at=old.expires_at)


async def revoke_key(tx: Tx, key_id: str, *, account_id: UUID | None = None) -> UUID:
    """Close a key at once and return whose it was; raises ``KeyUnknown`` as ``rotate_key`` does."""
    holder = await end_key(tx, key_id, account_id=account_id)
    if holder is None:
        raise _unknown(key_id)
    await tell_account(tx, holder)
    return holder


async def _draw(tx: Tx, account_id: UUID, *, name: str, scope: KeyScope, expires_at: datetime | None) -> str:
    while True:
        key = draw_key()
        if await insert_key(tx, key, account_id=account_id, name=name, scope=scope, expires_at=expires_at):
            return key.text


def _unknown(key_id: str) -> KeyUnknown:
    return KeyUnknown(f"Aucune clé active « {key_id[:20]} » : la liste des clés montre celles qui existent.")
