"""The SQL statement of structures whose rulings are about to end."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.eligibility.structures.rules.structure import Structure
from shared.postgres.database import Tx
from shared.postgres.rows import columns

LIST_ENDING = f"""
    SELECT {columns(Structure)}
    FROM structures
    WHERE ended IS NULL
        AND verified_until < $1
        AND ($2::text IS NULL OR region_code = $2)
        AND ($3::timestamptz IS NULL OR (verified_until, structure_id) > ($3, $4::uuid))
    ORDER BY verified_until, structure_id
    LIMIT $5
    """


async def list_ending(
    tx: Tx, *, before: datetime, region_code: str | None, after: tuple[datetime, UUID] | None, limit: int
) -> list[Structure]:
    """Return those of a region, or of all and of none where it is None, the next to end first."""
    verified_until, structure_id = after or (None, None)
    rows = await tx.fetch(LIST_ENDING, before, region_code, verified_until, structure_id, limit)
    return msgspec.convert([dict(row) for row in rows], list[Structure])
