"""Use case: what became of a manifestation, version by version, and who did it."""

from uuid import UUID

from services.submission.manifestations.rules.history import Past
from services.submission.manifestations.store.history import list_versions
from shared.postgres.database import Tx


async def history_of(tx: Tx, manifestation_id: UUID) -> list[Past]:
    """List its versions, the latest first."""
    return await list_versions(tx, manifestation_id)
