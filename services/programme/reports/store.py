"""The SQL statement of reports: they are told, and kept nowhere else."""

from shared.outbox.append import OutboxRow
from shared.postgres.database import Tx
from shared.postgres.rows import columns, one_row, values

TELL = f"""
    INSERT INTO outbox ({columns(OutboxRow)})
    SELECT {columns(OutboxRow)}
    FROM {one_row(OutboxRow)}
    """


async def insert_report(tx: Tx, told: OutboxRow) -> None:
    """Tell it."""
    await tx.execute(TELL, *values(OutboxRow, told))
