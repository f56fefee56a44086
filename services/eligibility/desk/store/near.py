"""The SQL statement of dossiers that share a day in a commune, or online."""

from collections.abc import Sequence

import msgspec

from services.eligibility.desk.rules.twins import Near
from shared.contracts.submission import ManifestationChanged
from shared.postgres.database import Tx

MOST_NEAR = 200
"""That are compared: more on one day in one commune there were never."""
LIST_NEAR = f"""
    SELECT manifestation_id, verdict, manifestation
    FROM desk_dossiers
    WHERE manifestation_id IN (SELECT near_to($1, $2))
        AND ($3::text[] IS NULL OR desk_region = ANY($3))
        AND (barred IS NULL OR NOT barred ? $4)
    ORDER BY opened_at, manifestation_id
    LIMIT {MOST_NEAR}
    """


async def list_near(
    tx: Tx, manifestation: ManifestationChanged, *, regions: Sequence[str] | None, account_id: str
) -> list[Near]:
    """List those that their reader may see, the oldest first; None is every region."""
    rows = await tx.fetch(LIST_NEAR, manifestation.content, manifestation.edition, regions, account_id)
    return msgspec.convert([dict(row) for row in rows], list[Near])
