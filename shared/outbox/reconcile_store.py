"""The statement of reconciling on the outbox."""

from collections.abc import Sequence

from shared.postgres.database import Tx


async def delete_waiting(tx: Tx, topic: str, keys: Sequence[str]) -> None:
    """Delete what waits to be told of these entities."""
    await tx.execute("DELETE FROM outbox WHERE topic = $1 AND key = ANY($2::text[])", topic, keys)
