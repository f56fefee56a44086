"""Use case: turn the pages of the programme."""

from collections.abc import Sequence

from services.programme.listings.listing import Entry, Filters, ListedDate, Page, Position
from services.programme.listings.store.browse import list_entries
from services.programme.listings.store.listings import list_listings
from services.programme.listings.store.words import list_by_rank
from shared.postgres.database import Tx

CALLED = 0


async def browse(tx: Tx, filters: Filters, *, limit: int, after: Position | None = None) -> Page:
    """Return one page; ``after`` is where the page before ended, so what comes in meanwhile moves nothing."""
    found: list[tuple[int, Entry]] = []
    ranks = await list_by_rank(tx, filters.words) if filters.words else (None,)
    for rank, among in enumerate(ranks):
        if (after and after.rank > rank) or len(found) > limit:
            continue
        within = after if after and after.rank == rank else None
        room = limit + 1 - len(found)
        entries = await list_entries(tx, filters, rank=rank, among=among, limit=room, after=within)
        found += [(rank, entry) for entry in entries]
    shown = found[:limit]
    following = None
    if len(found) > limit:
        rank, last = shown[-1]
        following = Position(rank, last.starts_local, last.manifestation_id, last.occurrence_id)
    return Page(
        entries=tuple(entry for _, entry in shown),
        called=sum(rank == CALLED for rank, _ in shown),
        following=following,
    )


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
