"""Use case: a form that is sent once its session is over is found again after signing in."""

from collections.abc import Mapping
from typing import Any

from services.submission.drafts.rules import NAMED, is_blank, storable
from services.submission.drafts.store import count_parked, find_parked, upsert_parked
from shared.postgres.database import Tx

MOST_PARKED = 2_000
"""Nobody is known who sends them: no stranger fills the disk."""


async def park(tx: Tx, draft_id: str, filled: Mapping[str, Any]) -> bool:
    """Keep it for a day under the token of its form; False where it cannot be kept, or says nothing."""
    if len(draft_id) < NAMED or is_blank(filled) or await count_parked(tx) >= MOST_PARKED:
        return False
    await upsert_parked(tx, draft_id, storable(filled))
    return True


async def parked_form(tx: Tx, draft_id: str) -> dict[str, Any] | None:
    """Return what was kept under a token; whoever knows it wrote it."""
    return await find_parked(tx, draft_id)
