"""The statements of healing on the outbox."""

from collections.abc import Sequence

from shared.outbox.append import OutboxRow, columns
from shared.postgres.database import Tx


async def list_waiting(tx: Tx, topic: str) -> set[str]:
    """Return the keys of which a row waits to be sent."""
    rows = await tx.fetch("SELECT DISTINCT key FROM outbox WHERE topic = $1", topic)
    return {row["key"] for row in rows}


async def append_unless_waiting(tx: Tx, rows: Sequence[OutboxRow]) -> int:
    """Append rows, but none of a key of which one waits already; returns how many."""
    status = await tx.execute(
        """
        INSERT INTO outbox (topic, key, version, headers, payload)
        SELECT topic, key, version, headers, payload
        FROM unnest($1::text[], $2::text[], $3::bigint[], $4::jsonb[], $5::bytea[])
            AS present (topic, key, version, headers, payload)
        WHERE NOT EXISTS (
            SELECT FROM outbox AS waiting WHERE waiting.topic = present.topic AND waiting.key = present.key
        )
        """,
        *columns(rows),
    )
    return int(status.split()[-1])
