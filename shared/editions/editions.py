"""The editions that a process knows: asked of its own database once a second, not once a request."""

import time
from collections.abc import Callable, Sequence

from shared.contracts.submission import EditionChanged
from shared.editions.errors import EditionArchived, EditionNotOpen, EditionUnknown, NoEditionYet
from shared.editions.store import list_editions, list_versions
from shared.errors import Unavailable
from shared.postgres.database import Database

REMEMBERED_SECONDS = 1


class Editions:
    """A copy in memory that is a second old at most; in an outage of the database what was known last holds."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with none; ``clock`` counts seconds."""
        self._database = database
        self._clock = clock
        self._until = float("-inf")
        self._known: dict[int, EditionChanged] = {}

    async def refresh(self) -> None:
        """Look whether anything has changed, at most once a second; never fails."""
        now = self._clock()
        if now < self._until:
            return
        if self._known:
            # One asks; whoever comes meanwhile goes on with what was known.
            self._until = now + REMEMBERED_SECONDS
        try:
            async with self._database.autocommit(wakes=False) as connection:
                versions = {year: edition.version for year, edition in self._known.items()}
                if await list_versions(connection) != versions:
                    self.learn(await list_editions(connection))
        except Unavailable:
            return
        self._until = self._clock() + REMEMBERED_SECONDS

    def learn(self, editions: Sequence[EditionChanged]) -> None:
        """Know these from now on, and no other."""
        self._known = {edition.year: edition for edition in editions}

    @property
    def year(self) -> int | None:
        """The year of the present edition; None while none is known."""
        found = self._present()
        return found.year if found else None

    @property
    def present(self) -> EditionChanged:
        """The open edition, else the last one that was; raises ``NoEditionYet``."""
        found = self._present()
        if found is None:
            raise NoEditionYet
        return found

    @property
    def shown_years(self) -> list[int]:
        """The years of the editions that readers may see, the latest first."""
        return sorted((year for year, edition in self._known.items() if edition.state != "preparing"), reverse=True)

    def of(self, year: int) -> EditionChanged:
        """Return the edition of a year; raises ``EditionUnknown``, and ``NoEditionYet`` where none is known at all."""
        if not self._known:
            raise NoEditionYet
        if year not in self._known:
            raise EditionUnknown(year)
        return self._known[year]

    def shown(self, year: int) -> EditionChanged:
        """Return an edition that readers may see; raises ``EditionUnknown`` for one in preparation too."""
        found = self.of(year)
        if found.state == "preparing":
            raise EditionUnknown(year)
        return found

    def writable(self, year: int) -> EditionChanged:
        """Return an edition that takes changes; raises ``EditionArchived`` and ``EditionNotOpen``."""
        found = self.of(year)
        if found.state == "archived":
            raise EditionArchived(year)
        if found.state != "open":
            raise EditionNotOpen(year)
        return found

    def _present(self) -> EditionChanged | None:
        candidates = [edition for edition in self._known.values() if edition.state != "preparing"]
        return max(candidates, key=lambda edition: (edition.state == "open", edition.year), default=None)
