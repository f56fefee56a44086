"""What a database keeps to itself: secrets that migrations drew, by name."""

from shared.postgres.database import Tx


async def get_secret(tx: Tx, name: str) -> bytes:
    """Return one that a migration drew."""
    return bytes(await tx.fetchval("SELECT value FROM secrets WHERE name = $1", name))
