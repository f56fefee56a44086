"""The SQL statement that finds dossiers of structures that go by another id now."""

from uuid import UUID

from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.dossiers.store.rows import DossierRow, dossier_of
from shared.postgres.database import Tx
from shared.postgres.rows import columns

LOCK_LEFT_BEHIND = f"""
    SELECT {columns(DossierRow, prefix="dossiers.")}, structure_merges.kept_id
    FROM dossiers
    JOIN structure_merges ON structure_merges.gone_id = dossiers.structure_id
    ORDER BY manifestation_id
    LIMIT $1
    FOR UPDATE OF dossiers SKIP LOCKED
    """


async def lock_left_behind(tx: Tx, *, limit: int) -> list[tuple[Dossier, UUID]]:
    """Lock some that no other worker has, each with the id that stays."""
    return [(dossier_of(row), row["kept_id"]) for row in await tx.fetch(LOCK_LEFT_BEHIND, limit)]
