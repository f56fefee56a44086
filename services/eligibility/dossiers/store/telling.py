"""The SQL statement of what is told beside a decision."""

from collections.abc import Sequence

from shared.outbox.append import OutboxRow
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, columns, unnest

TELL = f"""
    INSERT INTO outbox ({columns(OutboxRow)})
    SELECT {columns(OutboxRow)}
    FROM {unnest(OutboxRow)}
    """


async def tell(tx: Tx, told: Sequence[OutboxRow]) -> None:
    """Tell it, in the transaction of the decision that causes it."""
    await tx.execute(TELL, *arrays(OutboxRow, told))
