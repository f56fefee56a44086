"""Use case: see again what one has just decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.eligibility.desk.rules.said import HeldRuling
from services.eligibility.desk.store.dossier import find_title
from services.eligibility.desk.store.rulings import list_batch
from shared.identity.caller import Caller
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What was decided at one go, and of what."""

    said: Sequence[HeldRuling]
    """One at least."""
    title: str
    """Of the first one."""


async def review(tx: Tx, batch_id: UUID | None, *, caller: Caller) -> Reviewed | None:
    """Return it; None for somebody else's, and where there is none."""
    found = await list_batch(tx, batch_id) if batch_id else []
    said = [each for each in found if each.account_id == caller.account_id]
    if not said:
        return None
    return Reviewed(said=said, title=await find_title(tx, said[0].manifestation_id))
