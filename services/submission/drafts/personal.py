"""Use case: what drafts keep of a person, given out and forgotten."""

from typing import Any

import msgspec

from services.submission.drafts.store import delete_drafts_of, list_drafts
from shared.postgres.database import Tx


async def export_drafts(tx: Tx, account_id: str) -> list[dict[str, Any]]:
    """Return the drafts of an account, whole."""
    drafts: list[dict[str, Any]] = msgspec.to_builtins(await list_drafts(tx, account_id))
    return drafts


async def forget_drafts(tx: Tx, account_id: str) -> None:
    """Forget all drafts of an account."""
    await delete_drafts_of(tx, account_id)
