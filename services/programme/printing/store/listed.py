"""What a cut is made of: the listings, and how far and without what they were brought up to date."""

from typing import Any

import msgspec

from services.programme.printing.rules.entries import Printed
from services.programme.printing.snapshot import SetAside
from shared.contracts.programme import AppliedOffset
from shared.postgres.database import Tx
from shared.postgres.rows import columns


async def list_printed(tx: Tx, *, region_code: str, edition: int) -> list[Printed]:
    """Return what is on paper, in no particular order."""
    rows = await tx.fetch(
        f"SELECT {columns(Printed)} FROM listings WHERE paper AND region_code = $1 AND edition = $2",
        region_code,
        edition,
    )
    return msgspec.convert([dict(row) for row in rows], list[Printed])


async def list_applied_offsets(tx: Tx, group: str) -> tuple[AppliedOffset, ...]:
    """Return, per partition, the first record that the listings do not hold yet."""
    rows = await tx.fetch(
        """
        SELECT topic, partition, next_offset, topic_id
        FROM applied_offsets
        WHERE consumer_group = $1
        ORDER BY topic, partition
        """,
        group,
    )
    return tuple(AppliedOffset(**row) for row in rows)


async def list_set_aside(tx: Tx, group: str) -> tuple[SetAside, ...]:
    """Return the records that were dead-lettered so far."""
    rows = await tx.fetch(
        """
        SELECT topic, partition, record_offset
        FROM dead_letters
        WHERE consumer_group = $1
        ORDER BY topic, partition, record_offset
        """,
        group,
    )
    return tuple(SetAside(**row) for row in rows)


async def sees_one_instant(tx: Tx) -> bool:
    """Return True where all statements of the transaction see the database as it was at its first."""
    isolation: Any = await tx.fetchval("SELECT current_setting('transaction_isolation')")
    return isolation in {"repeatable read", "serializable"}
