"""The SQL statements of reminders."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from services.eligibility.structures.rules.structure import Structure
from shared.outbox.append import OutboxRow, insert_told
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, columns

# The structure is locked: of two workers, the second finds the reminder of the first.
LOCK_TO_REMIND = f"""
    SELECT {columns(Structure)}
    FROM structures
    WHERE ended IS NULL
        AND verified_until > $1
        AND verified_until < $2
        AND NOT EXISTS (
            SELECT FROM structure_reminders AS sent
            WHERE sent.structure_id = structures.structure_id AND sent.verified_until = structures.verified_until
        )
    ORDER BY structure_id
    LIMIT $3
    FOR UPDATE SKIP LOCKED
    """
REMIND = f"""
    WITH reminded AS (
        INSERT INTO structure_reminders (structure_id, verified_until)
        SELECT structure_id, verified_until FROM structures WHERE structure_id = ANY($1::uuid[])
        ON CONFLICT DO NOTHING
    )
    {insert_told(first=2)}
    """


async def lock_to_remind(tx: Tx, *, at: datetime, before: datetime, limit: int) -> list[Structure]:
    """Lock some that end soon and whose people were not written to yet."""
    rows = await tx.fetch(LOCK_TO_REMIND, at, before, limit)
    return msgspec.convert([dict(row) for row in rows], list[Structure])


async def save_reminders(tx: Tx, structures: Sequence[Structure], told: Sequence[OutboxRow]) -> None:
    """Note that they were, and tell it, in one statement."""
    await tx.execute(REMIND, [structure.structure_id for structure in structures], *arrays(OutboxRow, told))
