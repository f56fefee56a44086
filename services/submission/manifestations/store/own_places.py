"""The SQL of where an account's own manifestations take place."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from shared.contracts.content import Place
from shared.postgres.database import Tx

LIST_OWN = """
    SELECT place
    FROM (
        SELECT content, updated_at
        FROM manifestations
        WHERE (team_id IS NULL AND owner_id = $1) OR team_id = ANY($2::uuid[])
        ORDER BY updated_at DESC, id DESC
        LIMIT $3
    ) AS own
    CROSS JOIN LATERAL (
        SELECT content -> 'place' AS place
        UNION ALL
        SELECT held -> 'place' FROM jsonb_array_elements(content -> 'occurrences') AS held
    ) AS named
    WHERE jsonb_typeof(place) = 'object'
    ORDER BY updated_at DESC
    """


async def list_own_places(tx: Tx, owner_id: str, team_ids: Sequence[UUID], *, manifestations: int) -> list[Place]:
    """List the places of the last manifestations that an account and its teams look after, the latest first."""
    rows = await tx.fetch(LIST_OWN, owner_id, team_ids, manifestations)
    return [msgspec.convert(row["place"], Place) for row in rows]
