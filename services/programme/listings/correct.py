"""Use case: guess what somebody meant whose words find nothing."""

from services.programme.listings.rules.words import SHORTEST_CORRECTED, corrected, words
from services.programme.listings.store.alike import list_names_alike
from shared.postgres.database import Tx


async def correct(tx: Tx, query: str, *, edition: int) -> str | None:
    """Return the words as the programme writes them; None where it writes nothing like them."""
    lines = [
        line
        for word in words([query])
        if len(word) >= SHORTEST_CORRECTED
        for line in await list_names_alike(tx, word, edition=edition)
    ]
    return corrected(query, lines)
