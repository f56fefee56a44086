"""SQL of the uses of access keys that submission is to hear of."""

from datetime import datetime

from shared.postgres.database import Tx


async def upsert_use(tx: Tx, key_id: str) -> None:
    """Write that a key is used now, to be told."""
    await tx.execute(
        """
        INSERT INTO key_uses (key_id)
        VALUES ($1)
        ON CONFLICT (key_id) DO UPDATE SET used_at = now()
        """,
        key_id,
    )


async def take_uses(tx: Tx) -> list[tuple[str, datetime]]:
    """Remove and return what is to be told, but not what another worker is telling."""
    rows = await tx.fetch(
        """
        DELETE FROM key_uses
        WHERE key_id IN (SELECT key_id FROM key_uses FOR UPDATE SKIP LOCKED)
        RETURNING key_id, used_at
        """
    )
    return [tuple(row) for row in rows]
