"""Use case: tell the national team what waits for which chamber."""

from collections.abc import Sequence

from services.submission.manifestations.rules.waiting import WaitingRegion
from services.submission.manifestations.store.waiting import list_waiting
from shared.postgres.database import Tx


async def waiting_by_region(tx: Tx, edition: int) -> Sequence[WaitingRegion]:
    """List the regions where something waits, who waits longest first."""
    return await list_waiting(tx, edition)
