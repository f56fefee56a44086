"""The SQL statements of when the register was last asked about structures that are told."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from shared.contracts.content import Organiser
from shared.postgres.database import Tx


async def list_long_unseen(tx: Tx, *, before: datetime, limit: int) -> list[tuple[UUID, Organiser]]:
    """Return some that were not asked about since; the longest unseen come first."""
    rows = await tx.fetch(
        """
        SELECT structure_id, name, siren
        FROM structures
        LEFT JOIN structure_looks USING (structure_id)
        WHERE ended IS NULL AND siren IS NOT NULL AND (looked_at IS NULL OR looked_at < $1)
        ORDER BY looked_at NULLS FIRST, structure_id
        LIMIT $2
        """,
        before,
        limit,
    )
    return [(row["structure_id"], Organiser(name=row["name"], siren=row["siren"])) for row in rows]


async def save_looks(tx: Tx, structure_ids: Sequence[UUID], *, at: datetime) -> None:
    """Note that the register was asked about these."""
    await tx.execute(
        """
        INSERT INTO structure_looks (structure_id, looked_at)
        SELECT structure_id, $2
        FROM unnest($1::uuid[]) AS structure_id
        ORDER BY structure_id
        ON CONFLICT (structure_id) DO UPDATE SET looked_at = excluded.looked_at
        """,
        structure_ids,
        at,
    )
