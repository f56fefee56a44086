"""The SQL statements of what verifies structures, and of those that are told otherwise."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.eligibility.structures.rules.standing import Evidence
from shared.postgres.database import Tx

EVIDENCE = """
    SELECT
        structure_id,
        bool_or(verified_until IS NULL OR verified_until > $1) AS stands,
        CASE WHEN NOT bool_or(verified_until IS NULL) THEN max(verified_until) END AS until
    FROM dossiers
    WHERE verifies
    """
LIST_DIFFERING = f"""
    WITH evidence AS ({EVIDENCE} GROUP BY structure_id)
    SELECT told.structure_id
    FROM told_structures AS told
    LEFT JOIN evidence USING (structure_id)
    WHERE CASE
        WHEN told.is_told THEN evidence.stands IS NOT TRUE OR told.verified_until IS DISTINCT FROM evidence.until
        ELSE evidence.stands
    END
    ORDER BY structure_id
    LIMIT $2
    """


async def list_told_otherwise(tx: Tx, *, at: datetime, limit: int) -> list[UUID]:
    """Return some structures that are not told as what verifies them says; nothing is locked."""
    return [row["structure_id"] for row in await tx.fetch(LIST_DIFFERING, at, limit)]


async def list_evidence(tx: Tx, structure_ids: Sequence[UUID], *, at: datetime) -> dict[UUID, Evidence]:
    """Return what verifies these structures; those that nothing verifies are left out."""
    rows = await tx.fetch(f"{EVIDENCE} AND structure_id = ANY($2::uuid[]) GROUP BY structure_id", at, structure_ids)
    return {row["structure_id"]: Evidence(stands=row["stands"], until=row["until"]) for row in rows}
