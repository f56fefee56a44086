"""The SQL statement of mails that nothing but the clock causes."""

from collections.abc import Sequence

from shared.outbox.append import OutboxRow
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, columns, unnest

TELL = f"""
    INSERT INTO outbox ({columns(OutboxRow)})
    SELECT {columns(OutboxRow)}
    FROM {unnest(OutboxRow)}
    """


async def tell_notices(tx: Tx, told: Sequence[OutboxRow]) -> None:
    """Tell these."""
    await tx.execute(TELL, *arrays(OutboxRow, told))
