"""The SQL of all that one account has registered, as far as it is needed to know it again."""

import msgspec

from services.submission.manifestations.rules.standing import Standing
from shared.postgres.database import Tx


async def list_standing(tx: Tx, owner_id: str, edition: int) -> list[Standing]:
    """Return what one account registered for an edition, the first one first."""
    rows = await tx.fetch(
        """
        SELECT
            id AS manifestation_id,
            external_id AS reference,
            content ->> 'title' AS title,
            (content ->> 'starts_at')::timestamptz AS starts_at,
            coalesce(
                content #>> '{occurrences,0,place,commune_code}', content #>> '{place,commune_code}'
            ) AS commune_code,
            organiser ->> 'name' AS organiser,
            state = 'withdrawn' AS withdrawn
        FROM manifestations
        WHERE owner_id = $1
            AND edition = $2
        ORDER BY created_at, id
        """,
        owner_id,
        edition,
    )
    return [msgspec.convert(dict(row), Standing) for row in rows]
