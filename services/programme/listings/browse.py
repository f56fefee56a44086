"""Use case: turn the pages of the programme."""

from collections.abc import Sequence

from services.programme.listings.listing import Entry, Filters, ListedDate, Page, Position
from services.programme.listings.store.browse import list_entries
from services.programme.listings.store.listings import list_listings
from shared.postgres.database import Tx


async def browse(tx: Tx, filters: Filters, *, limit: int, after: Position | None = None) -> Page:
    """Return one page; ``after`` is where the page before ended, so what comes in meanwhile moves nothing."""
    found = await list_entries(tx, filters, limit=limit + 1, after=after)
    shown = tuple(found[:limit])
    last = shown[-1] if len(found) > limit else None
    following = Position(last.starts_local, last.manifestation_id, last.occurrence_id) if last else None
    return Page(entries=shown, following=following)


async def read_dates(tx: Tx, entries: Sequence[Entry]) -> list[ListedDate]:
    """Return these dates with all that is online about them; one that has just left is left out."""
    found = await list_listings(tx, {each.manifestation_id for each in entries})
    return [
        ListedDate(entry=entry, listing=listing, occurrence=occurrence)
        for entry in entries
        if (listing := found.get(entry.manifestation_id))
        for occurrence in listing.content.occurrences
        if occurrence.occurrence_id == entry.occurrence_id
    ]
