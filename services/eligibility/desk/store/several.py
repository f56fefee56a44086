"""The SQL statement of dossiers that are decided together."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from services.eligibility.desk.rules.several import Chosen
from shared.postgres.database import Tx


async def list_chosen(tx: Tx, manifestation_ids: Sequence[UUID]) -> list[Chosen]:
    """List those that wait and on which nobody has decided within the last seconds, the oldest first."""
    rows = await tx.fetch(
        """
        SELECT
            manifestation_id, version, desk_region, questions, coalesce(barred, '[]') AS barred,
            manifestation #>> '{content,title}' AS title,
            manifestation #>> '{organiser,name}' AS organiser,
            manifestation ->> 'owner' AS owner
        FROM desk_dossiers
        LEFT JOIN desk_work USING (manifestation_id)
        WHERE manifestation_id = ANY($1::uuid[]) AND verdict = 'to_review' AND aside IS DISTINCT FROM 'deciding'
        ORDER BY opened_at, manifestation_id
        """,
        manifestation_ids,
    )
    return msgspec.convert([dict(row) for row in rows], list[Chosen])
