"""Use case: how many drafts an edition has, for whoever is about to close it."""

from services.submission.drafts.store import count_drafts_of_edition
from shared.postgres.database import Tx


async def count_left(tx: Tx, edition: int) -> int:
    """Return how many drafts of an edition nobody has sent."""
    return await count_drafts_of_edition(tx, edition)
