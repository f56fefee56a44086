"""Use case: know again what one account has registered."""

from services.submission.manifestations.rules.standing import Standing
from services.submission.manifestations.store.standing import list_standing
from shared.identity.caller import Caller
from shared.postgres.database import Tx


async def standing_of(tx: Tx, caller: Caller, edition: int) -> list[Standing]:
    """Return what the caller registered for an edition, withdrawn or not, the first one first."""
    return await list_standing(tx, caller.account_id, edition)
