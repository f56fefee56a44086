"""The statements of looking at the outbox."""

from typing import NamedTuple

from shared.postgres.database import Tx


class OldestRow(NamedTuple):
    """The row that is sent next; seconds, by the database's clock."""

    id: int
    age_seconds: float


async def oldest_row(tx: Tx) -> OldestRow | None:
    """Return the first row, None where all is sent that is not refused."""
    row = await tx.fetchrow(
        """
        SELECT id, extract(epoch FROM clock_timestamp() - created_at)::float8 AS age_seconds
        FROM outbox
        WHERE refused_at IS NULL
        ORDER BY id
        LIMIT 1
        """
    )
    return OldestRow(*row) if row else None


async def count_refused(tx: Tx) -> int:
    """Count the rows that were set aside."""
    return int(await tx.fetchval("SELECT count(*) FROM outbox WHERE refused_at IS NOT NULL"))
