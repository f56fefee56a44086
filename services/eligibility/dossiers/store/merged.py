"""The SQL statement that finds dossiers of structures that go by another id now."""

from uuid import UUID

from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.dossiers.store.rows import DossierRow, dossier_of
from shared.postgres.database import Tx
from shared.postgres.rows import columns

# From the few merges to their dossiers. ``OFFSET 0`` keeps the planner from going the other way, through every dossier
# in the order of its key, in the hope of a hundred among the first. The structure is asked for again below, for a row
# that changed before it was locked.
LOCK_LEFT_BEHIND = f"""
    SELECT {columns(DossierRow, prefix="dossiers.")}, left_behind.kept_id
    FROM (
        SELECT manifestation_id, gone_id, kept_id
        FROM structure_merges
        CROSS JOIN LATERAL (
            SELECT manifestation_id FROM dossiers WHERE structure_id = gone_id OFFSET 0
        ) AS of_gone
        LIMIT $1
    ) AS left_behind
    JOIN dossiers
        ON dossiers.manifestation_id = left_behind.manifestation_id AND dossiers.structure_id = left_behind.gone_id
    ORDER BY dossiers.manifestation_id
    FOR UPDATE OF dossiers SKIP LOCKED
    """


async def lock_left_behind(tx: Tx, *, limit: int) -> list[tuple[Dossier, UUID]]:
    """Lock some that no other worker has, each with the id that stays."""
    return [(dossier_of(row), row["kept_id"]) for row in await tx.fetch(LOCK_LEFT_BEHIND, limit)]
