"""Use case: find a structure in the register by its name."""

from cachetools import TTLCache

from services.eligibility.register.client import Register
from services.eligibility.register.errors import RegisterBusy
from services.eligibility.register.suggestions import Suggestions, same_search

KEPT_SECONDS = 600
MOST_KEPT = 1000
LONGEST_WAIT_SECONDS = 1.0
"""For a turn at the register: behind that are dossiers, which come first."""


class NameSearch:
    """Asks the register, and remembers for some minutes what it said."""

    def __init__(self, register: Register) -> None:
        """Take a client whose pace waits ``LONGEST_WAIT_SECONDS`` at most."""
        self._register = register
        self._kept: TTLCache[tuple[str, str | None], Suggestions] = TTLCache(maxsize=MOST_KEPT, ttl=KEPT_SECONDS)

    async def find(self, words: str, *, postcode: str | None) -> Suggestions:
        """Return what may be shown; raises ``RegisterBusy``."""
        key = same_search(words, postcode)
        if key in self._kept:
            return self._kept[key]
        found = await self._register.suggest(words, postcode=postcode)
        if found is None:
            raise RegisterBusy(
                "Le registre public ne répond pas pour le moment : réessayez dans une minute, ou cherchez la structure "
                "sur annuaire-entreprises.data.gouv.fr.",
                retry_after_seconds=60,
            )
        self._kept[key] = found
        return found
