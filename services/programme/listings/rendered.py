"""What was rendered, kept as long as what it was rendered of stays what it is."""

import hashlib
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from cachetools import LRUCache

from services.programme.listings.browse import read_dates
from services.programme.listings.listing import Entry, ListedDate
from shared.postgres.database import Tx

PIECES_BYTES = 16 * 1024 * 1024
"""Some 8,000 dates."""
PAGES_BYTES = 16 * 1024 * 1024
"""Some 300 pages."""


class Whole(NamedTuple):
    """A whole page, and what tells it from another."""

    body: bytes
    digest: str


class Rendered:
    """Pieces of answers, by what they are rendered of.

    Nothing has to be told when a listing changes: the list finds each date with its version, and another version is
    another piece.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._pieces: LRUCache[Hashable, bytes] = LRUCache(PIECES_BYTES, getsizeof=len)
        self._pages: LRUCache[Hashable, Whole] = LRUCache(PAGES_BYTES, getsizeof=lambda page: len(page.body))

    def page(self, made_of: Hashable, render: Callable[[], str]) -> Whole:
        """Return a page; ``made_of`` names all that it depends on, the instant apart where it shows none."""
        found = self._pages.get(made_of)
        if found is None:
            body = render().encode()
            found = Whole(body, hashlib.sha256(body).hexdigest()[:32])
            if len(body) <= PAGES_BYTES:
                self._pages[made_of] = found
        return found

    async def pieces(
        self, tx: Tx, entries: Sequence[Entry], render: Callable[[ListedDate], bytes], *, face: Hashable
    ) -> list[tuple[Entry, bytes]]:
        """Return a piece of each date, in order; a date that leaves meanwhile is left out.

        ``face`` tells apart what is rendered in different ways, and changes with all that it depends on but the date.
        """
        keys = {entry: (face, entry.manifestation_id, entry.occurrence_id, entry.version) for entry in entries}
        found = {entry: piece for entry, key in keys.items() if (piece := self._pieces.get(key)) is not None}
        for date in await read_dates(tx, [entry for entry in entries if entry not in found]):
            found[date.entry] = piece = render(date)
            # A version that came between the two statements must not pass for the one before.
            if date.listing.version == date.entry.version and len(piece) <= PIECES_BYTES:
                self._pieces[keys[date.entry]] = piece
        return [(entry, found[entry]) for entry in entries if entry in found]
