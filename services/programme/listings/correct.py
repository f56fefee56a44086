"""Use case: guess what somebody meant whose words find nothing."""

from cachetools import TTLCache

from services.programme.listings.rules.words import SHORTEST_CORRECTED, corrected, words
from services.programme.listings.store.alike import list_names_alike
from shared.postgres.database import Database

KEPT_SECONDS = 60
"""What is guessed is only proposed, and only where it finds something: it may be older than what is shown."""
MOST_KEPT = 2000


class Corrections:
    """Guesses of this process: looking for words that are written alike reads every name that is nearly so."""

    def __init__(self, database: Database, *, seconds: float = KEPT_SECONDS) -> None:
        """Keep a guess for so many ``seconds``."""
        self._database = database
        self._kept: TTLCache[tuple[str, int], str] = TTLCache(MOST_KEPT, seconds)

    async def of(self, query: str, *, edition: int) -> str | None:
        """Return the words as the programme writes them; None where it writes nothing like them."""
        asked = (query, edition)
        kept = self._kept.get(asked)
        if kept is None:
            async with self._database.autocommit(wakes=False) as connection:
                lines = [
                    line
                    for word in words([query])
                    if len(word) >= SHORTEST_CORRECTED
                    for line in await list_names_alike(connection, word, edition=edition)
                ]
            kept = self._kept[asked] = corrected(query, lines) or ""
        return kept or None
