"""Use case: structures are locked, changed, and those that came out otherwise told under their next version."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from uuid import UUID

from services.eligibility.structures.rules.structure import Structure
from services.eligibility.structures.store.structures import lock_structures, save_structures
from services.eligibility.structures.telling import told
from shared.postgres.database import Tx


@asynccontextmanager
async def change_structures(tx: Tx, structure_ids: Sequence[UUID]) -> AsyncIterator[dict[UUID, Structure]]:
    """Lock those that exist and lend them; what the block makes of them is written when it ends."""
    before = await lock_structures(tx, sorted(structure_ids))
    after = dict(before)
    yield after
    changed = [
        replace(structure, version=structure.version + 1)
        for structure_id, structure in sorted(after.items())
        if structure != before.get(structure_id)
    ]
    if changed:
        await save_structures(tx, changed, [told(structure) for structure in changed])
