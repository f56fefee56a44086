"""Names that are written nearly as somebody asked."""

from shared.postgres.database import Tx

MOST = 40
NAMES = r"split_part(search_text, E'\n', 1) || ' ' || split_part(search_text, E'\n', 2)"
"""As the index has them."""


async def list_names_alike(tx: Tx, word: str, *, edition: int) -> list[str]:
    """Return the folded titles, names and places that have a word like this one, the most alike first."""
    rows = await tx.fetch(
        f"""
        SELECT {NAMES} AS names
        FROM listings
        WHERE online AND edition = $2 AND $1 <% ({NAMES})
        ORDER BY word_similarity($1, {NAMES}) DESC, manifestation_id
        LIMIT $3
        """,
        word,
        edition,
        MOST,
    )
    return [row["names"] for row in rows]
