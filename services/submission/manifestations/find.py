"""Use case: read a manifestation for a capability that has its own say in who may."""

from uuid import UUID

from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.store.manifestations import find_manifestation
from shared.postgres.database import Tx


async def manifestation_with(tx: Tx, manifestation_id: UUID) -> Manifestation | None:
    """Return a manifestation, whoever it belongs to."""
    return await find_manifestation(tx, manifestation_id)
