"""Use case: tell what no row of ours stands for, in the transaction that causes it."""

from collections.abc import Sequence

from shared.outbox.append import OutboxRow, insert_told
from shared.postgres.database import Tx
from shared.postgres.rows import arrays

TELL = insert_told()


async def tell(tx: Tx, told: Sequence[OutboxRow]) -> None:
    """Put these into the outbox; the relay sends them once the transaction is committed."""
    await tx.execute(TELL, *arrays(OutboxRow, told))
