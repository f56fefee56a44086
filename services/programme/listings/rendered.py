"""What was rendered, kept as long as what it was rendered of stays what it is."""

import hashlib
import zlib
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

from cachetools import LRUCache

from services.programme.listings.browse import read_dates
from services.programme.listings.listing import Entry, ListedDate
from shared.postgres.database import Tx

PIECES_BYTES = 16 * 1024 * 1024
"""Some 8,000 dates."""
AT_ONCE = 25
PAGES_BYTES = 16 * 1024 * 1024
"""Some 3,000 pages, compressed."""
FAST = 1


class Whole(NamedTuple):
    """A whole page, and what tells it from another."""

    body: bytes
    digest: str


def digest_of(pieces: Iterable[bytes]) -> str:
    """Return what tells these pieces from others; a new version that reads as the one before has the same."""
    return hashlib.sha256(b"\0".join(pieces)).hexdigest()[:32]


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
        return self.kept(made_of) or self.keep(made_of, render())

    def kept(self, made_of: Hashable) -> Whole | None:
        """Return a page that was rendered before; None where it was not, or a long time ago."""
        found = self._pages.get(made_of)
        return found and Whole(zlib.decompress(found.body), found.digest)

    def keep(self, made_of: Hashable, text: str) -> Whole:
        """Return a page that has just been rendered, and keep it."""
        body = text.encode()
        made = Whole(body, digest_of([body]))
        packed = Whole(zlib.compress(body, FAST), made.digest)
        if len(packed.body) <= PAGES_BYTES:
            self._pages[made_of] = packed
        return made

    async def pieces(
        self, tx: Tx, entries: Sequence[Entry], render: Callable[[ListedDate], bytes], *, face: Hashable
    ) -> list[tuple[Entry, bytes]]:
        """Return a piece of each date, in order; a date that leaves meanwhile is left out.

        ``face`` tells apart what is rendered in different ways, and changes with all that it depends on but the date.
        """
        keys = {entry: (face, entry.manifestation_id, entry.occurrence_id, entry.version) for entry in entries}
        found = {entry: piece for entry, key in keys.items() if (piece := self._pieces.get(key)) is not None}
        missing = [entry for entry in entries if entry not in found]
        # A few at a time, so that others are answered while a thousand dates are rendered.
        for first in range(0, len(missing), AT_ONCE):
            for date in await read_dates(tx, missing[first : first + AT_ONCE]):
                found[date.entry] = piece = render(date)
                # A version that came between the two statements must not pass for the one before.
                if date.listing.version == date.entry.version and len(piece) <= PIECES_BYTES:
                    self._pieces[keys[date.entry]] = piece
        return [(entry, found[entry]) for entry in entries if entry in found]
