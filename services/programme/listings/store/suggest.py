"""What is called by the words that somebody is typing."""

from typing import NamedTuple
from uuid import UUID

from shared.postgres.database import Tx

MOST_READ = 80
"""Of a word that half of the programme has, some are as good as others."""


class Called(NamedTuple):
    """A manifestation, and who organises it."""

    manifestation_id: UUID
    title: str
    organiser_name: str
    structure_id: UUID | None


async def list_called(tx: Tx, words: str, *, edition: int) -> list[Called]:
    """Return manifestations whose title, names or places have these words, as ``to_tsquery`` reads them."""
    rows = await tx.fetch(
        """
        SELECT manifestation_id, content ->> 'title' AS title, organiser_name, structure_id
        FROM listings
        WHERE online AND edition = $2::int AND search_names @@ to_tsquery('pg_catalog.french', $1::text)
        LIMIT $3::int
        """,
        words,
        edition,
        MOST_READ,
    )
    return [Called(*row) for row in rows]
