"""Use case: ids that turned out to be of one structure become one, and readers are told which."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from services.eligibility.structures.rules.merging import merged
from services.eligibility.structures.rules.structure import Structure
from services.eligibility.structures.store.numbers import lead_on, mark_merged, take_merges
from services.eligibility.structures.store.structures import lock_structures, save_structures
from services.eligibility.structures.telling import told
from shared.postgres.database import Tx

AT_ONCE = 50


async def merge_structures(tx: Tx) -> int:
    """Carry out some of the merges that are found; returns how many, and leaves those that another worker has."""
    await lead_on(tx)
    merges = await take_merges(tx, limit=AT_ONCE)
    if not merges:
        return 0
    before = await lock_structures(tx, sorted({one for merge in merges for one in merge}))
    after = dict(before)
    for gone_id, kept_id in merges:
        if gone := after.get(gone_id):
            after |= merged(gone, kept_id, after.get(kept_id))
    changed = _next_versions(before, after)
    await save_structures(tx, changed, [told(structure) for structure in changed])
    await mark_merged(tx, [gone_id for gone_id, _ in merges])
    return len(merges)


def _next_versions(before: Mapping[UUID, Structure], after: Mapping[UUID, Structure]) -> list[Structure]:
    return [
        replace(structure, version=structure.version + 1)
        for structure_id, structure in sorted(after.items())
        if structure != before.get(structure_id)
    ]
