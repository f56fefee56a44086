"""Use case: ids that turned out to be of one structure become one, and readers are told which."""

from services.eligibility.structures.change import change_structures
from services.eligibility.structures.rules.merging import merged
from services.eligibility.structures.store.numbers import lead_on, mark_merged, take_merges
from shared.postgres.database import Tx

BATCH_SIZE = 50


async def merge_structures(tx: Tx) -> int:
    """Carry out some of the merges that are found; returns how many, and leaves those that another worker has."""
    await lead_on(tx)
    merges = await take_merges(tx, limit=BATCH_SIZE)
    if not merges:
        return 0
    async with change_structures(tx, list({one for merge in merges for one in merge})) as structures:
        for gone_id, kept_id in merges:
            if gone := structures.get(gone_id):
                structures.update(merged(gone, kept_id, structures.get(kept_id)))
    await mark_merged(tx, [gone_id for gone_id, _ in merges])
    return len(merges)
