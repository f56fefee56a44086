"""Use case: remember when access keys were last used, at whichever door."""

from collections.abc import Sequence

from services.submission.accounts.store import keys
from shared.contracts.key_uses import KeyUsed
from shared.postgres.database import Tx


async def date_key_use(tx: Tx, key_id: str) -> None:
    """Write that a key is used now, at a door of ours, unless that was written within the hour."""
    await keys.date_use(tx, key_id)


async def date_key_uses(tx: Tx, uses: Sequence[KeyUsed]) -> None:
    """Write what the other services tell; the later use stays, in whatever order they are heard of."""
    await keys.date_uses(tx, [use.key_id for use in uses], [use.used_at for use in uses])
