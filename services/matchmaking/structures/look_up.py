"""Use case: what the other capabilities ask of structures."""

from collections.abc import Sequence
from uuid import UUID

from services.matchmaking.structures.rules import Known
from services.matchmaking.structures.store.structures import lock_known
from shared.postgres.database import Tx


async def look_up_for_booking(tx: Tx, structure_ids: Sequence[UUID]) -> dict[UUID, Known]:
    """Return what a booking must know of these structures, and keep them for it; those never heard of are left out."""
    return await lock_known(tx, structure_ids)
