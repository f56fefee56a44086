"""The statements of healing on the outbox."""

from collections.abc import Sequence

from shared.outbox.append import OutboxRow
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, columns, unnest

APPEND_UNLESS_WAITING = f"""
    INSERT INTO outbox ({columns(OutboxRow)})
    SELECT {columns(OutboxRow)}
    FROM {unnest(OutboxRow, alias="present")}
    WHERE NOT EXISTS (
        SELECT FROM outbox AS waiting
        WHERE waiting.topic = present.topic
            AND waiting.key = present.key
            AND (waiting.refused_at IS NULL OR waiting.version = present.version)
    )
    """


async def list_waiting(tx: Tx, topic: str) -> set[str]:
    """Return the keys of which a row waits to be sent; one that was refused does not."""
    rows = await tx.fetch("SELECT DISTINCT key FROM outbox WHERE topic = $1 AND refused_at IS NULL", topic)
    return {row["key"] for row in rows}


async def append_unless_waiting(tx: Tx, rows: Sequence[OutboxRow]) -> int:
    """Append rows, but none of a key of which one waits, or of which this version was refused; returns how many."""
    status = await tx.execute(APPEND_UNLESS_WAITING, *arrays(OutboxRow, rows))
    return int(status.split()[-1])
