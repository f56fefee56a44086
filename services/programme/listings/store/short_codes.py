"""Short addresses and what they lead to."""

from typing import NamedTuple
from uuid import UUID

from shared.postgres.database import Tx
from shared.short_codes import LONGEST, SHORTEST

MOST = 20
SHORT_CODE = f"""left(listed.short_code, coalesce((
            SELECT min(signs.number)
            FROM generate_series({SHORTEST}, {LONGEST}) AS signs (number)
            WHERE NOT EXISTS (
                SELECT
                FROM listings AS other
                WHERE other.short_code >= left(listed.short_code, signs.number)
                    AND other.short_code < left(listed.short_code, signs.number) || 'Z'
                    AND other.manifestation_id <> listed.manifestation_id
            )
        ), {LONGEST}))"""
"""As much of the code of the row ``listed`` as tells it from all others."""


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
