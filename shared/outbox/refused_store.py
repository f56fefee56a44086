"""The statements on rows that were set aside because the broker finds them too large."""

from datetime import datetime
from typing import NamedTuple

from shared.postgres.database import Tx


class RefusedRow(NamedTuple):
    """A row that was set aside; ``size`` is of its value, in bytes."""

    id: int
    topic: str
    key: str
    version: int
    size: int
    refused_at: datetime


async def list_refused(tx: Tx) -> list[RefusedRow]:
    """List what was set aside, in the order in which it was written."""
    rows = await tx.fetch(
        """
        SELECT id, topic, key, version, coalesce(octet_length(payload), 0) AS size, refused_at
        FROM outbox
        WHERE refused_at IS NOT NULL
        ORDER BY id
        """
    )
    return [RefusedRow(*row) for row in rows]


async def send_again(tx: Tx) -> int:
    """Let the relay take what was set aside; returns how many rows."""
    status = await tx.execute("UPDATE outbox SET refused_at = NULL WHERE refused_at IS NOT NULL")
    return int(status.split()[-1])
