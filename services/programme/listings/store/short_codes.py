"""Short addresses and what they lead to."""

from typing import NamedTuple
from uuid import UUID

from shared.postgres.database import Tx
from shared.short_codes import LONGEST, SHORTEST

MOST = 20


class Coded(NamedTuple):
    """A manifestation that was published under a code that begins so; the title is None where it left."""

    manifestation_id: UUID
    title: str | None


async def list_coded(tx: Tx, code: str) -> list[Coded]:
    """Return those whose codes begin so."""
    rows = await tx.fetch(
        """
        SELECT manifestation_id, content ->> 'title' AS title
        FROM listings
        WHERE short_code >= $1 AND short_code < $1 || 'Z' AND first_published_at IS NOT NULL
        ORDER BY short_code
        LIMIT $2
        """,
        code,
        MOST,
    )
    return [Coded(*row) for row in rows]


async def get_short_code(tx: Tx, manifestation_id: UUID) -> str:
    """Return as much of the code as tells it from all others."""
    code: str = await tx.fetchval(
        """
        SELECT left(listed.short_code, coalesce(min(signs.number), $3))
        FROM listings AS listed
        LEFT JOIN generate_series($2::int, $3::int) AS signs (number) ON NOT EXISTS (
            SELECT
            FROM listings AS other
            WHERE other.short_code >= left(listed.short_code, signs.number)
                AND other.short_code < left(listed.short_code, signs.number) || 'Z'
                AND other.manifestation_id <> listed.manifestation_id
        )
        WHERE listed.manifestation_id = $1
        GROUP BY listed.short_code
        """,
        manifestation_id,
        SHORTEST,
        LONGEST,
    )
    return code
