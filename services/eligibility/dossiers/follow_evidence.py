"""Use case: a structure is told for as long as something verifies it."""

from datetime import UTC, datetime

from services.eligibility.dossiers.store.standing import list_evidence, list_told_otherwise
from services.eligibility.structures.change import change_structures
from services.eligibility.structures.rules.standing import with_standing
from shared.postgres.database import Tx

BATCH_SIZE = 200


async def follow_evidence(tx: Tx) -> int:
    """End those that nothing verifies any more, or whose rulings are over, and bring back others; returns how many.

    What verifies them is read once they are locked: whoever unverifies the last one meanwhile is found the next time.
    """
    now = datetime.now(UTC)
    differing = await list_told_otherwise(tx, at=now, limit=BATCH_SIZE)
    if not differing:
        return 0
    async with change_structures(tx, differing) as structures:
        evidence = await list_evidence(tx, differing, at=now)
        standing = {one: with_standing(structure, evidence.get(one)) for one, structure in structures.items()}
        changed = sum(standing[one] != structure for one, structure in structures.items())
        structures.update(standing)
    return changed
