"""Which manifestations have the words that are looked for."""

from uuid import UUID

from shared.postgres.database import Tx

FEW = 3_000
"""So many are looked up one by one sooner than a list in order is walked until a page of them is found."""

Among = list[UUID] | None
"""Manifestations; None where they are too many to be named."""


async def list_by_rank(tx: Tx, words: str) -> tuple[Among, Among]:
    """Return those that are called by the words, and those that have them in their text alone."""
    rows = await tx.fetch("SELECT manifestation_id, called FROM first_listings_with($1, $2)", words, FEW + 1)
    called = [row["manifestation_id"] for row in rows if row["called"]]
    anywhere = [row["manifestation_id"] for row in rows if not row["called"]]
    if len(anywhere) > FEW:
        return None if len(called) > FEW else called, None
    return called, list(set(anywhere).difference(called))
