"""Use case: another capability reads a dossier."""

from uuid import UUID

from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.dossiers.store.queue import find_dossier
from shared.postgres.database import Tx


async def look_up_dossier(tx: Tx, manifestation_id: UUID) -> Dossier | None:
    """Return the dossier of a manifestation, None where there is none."""
    return await find_dossier(tx, manifestation_id)
