"""Use cases: keep what was filled in; look at it; forget it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from services.submission.drafts.errors import DraftChanged, DraftUnknown, TooManyDrafts
from services.submission.drafts.rules import MOST_DRAFTS, Draft, storable
from services.submission.drafts.store import (
    count_drafts,
    delete_draft,
    delete_parked,
    find_draft,
    insert_draft,
    list_drafts,
    lock_draft,
    update_draft,
)
from shared.identity.caller import Caller
from shared.postgres.database import Tx


async def save_draft(
    tx: Tx,
    draft_id: str,
    filled: Mapping[str, Any],
    *,
    caller: Caller,
    edition: int,
    region_code: str | None = None,
    seen_version: int,
    now: datetime,
) -> Draft:
    """Keep what was filled in, over the version that the page was made of; the same again changes nothing.

    Raises ``DraftChanged`` where another window has changed it, ``TooManyDrafts``.
    """
    draft = Draft(
        draft_id=draft_id,
        account_id=caller.account_id,
        edition=edition,
        version=1,
        filled=storable(filled),
        created_at=now,
        changed_at=now,
        region_code=region_code,
    )
    await delete_parked(tx, draft_id)
    present = await lock_draft(tx, caller.account_id, draft_id)
    if present is None:
        if await count_drafts(tx, caller.account_id) >= MOST_DRAFTS:
            raise TooManyDrafts
        if await insert_draft(tx, draft):
            return draft
        present = await lock_draft(tx, caller.account_id, draft_id) or draft
    if (present.filled, present.edition) == (draft.filled, edition):
        return present
    if present.version != seen_version and present.filled != draft.filled:
        raise DraftChanged(present)
    changed = replace(draft, version=present.version + 1, created_at=present.created_at)
    await update_draft(tx, changed)
    return changed


async def refuse_other(tx: Tx, draft_id: str, filled: Mapping[str, Any], *, caller: Caller, seen_version: int) -> None:
    """Raise ``DraftChanged`` where another window has filled in something else since the page was made."""
    present = await find_draft(tx, caller.account_id, draft_id)
    if present and present.version != seen_version and present.filled != storable(filled):
        raise DraftChanged(present)


async def find_own(tx: Tx, draft_id: str, caller: Caller) -> Draft | None:
    """Return one of the caller's."""
    return await find_draft(tx, caller.account_id, draft_id)


async def own_draft(tx: Tx, draft_id: str, caller: Caller) -> Draft:
    """Return one of the caller's; raises ``DraftUnknown``."""
    found = await find_own(tx, draft_id, caller)
    if found is None:
        raise DraftUnknown
    return found


async def own_drafts(tx: Tx, caller: Caller) -> list[Draft]:
    """List the caller's, the last changed first."""
    return await list_drafts(tx, caller.account_id)


async def forget_draft(tx: Tx, draft_id: str, caller: Caller) -> None:
    """Forget one: it was sent, or nobody wants it any more."""
    await delete_draft(tx, caller.account_id, draft_id)
