"""Use case: know the secret that the ids of structures are made with."""

from services.eligibility.structures.store import get_secret
from shared.postgres.database import Tx


async def structure_secret(tx: Tx) -> bytes:
    """Return it; it was drawn with the table, is backed up and restored with the structures, and never changes."""
    return await get_secret(tx)
