"""Use cases: say what a manifestation is part of, and what its parts are."""

from typing import NamedTuple
from uuid import UUID

from services.programme.listings.browse import browse, read_dates
from services.programme.listings.listing import Filters, ListedDate, Listing
from services.programme.listings.store.listings import find_edition_of_parts, find_listing
from shared.postgres.database import Tx

MOST_TOGETHER = 100
"""Dates that stand on the page of the whole; more are on the list of its parts."""


class Parts(NamedTuple):
    """The dates of all that is part of a manifestation, in order; it may have no page of its own."""

    edition: int
    dates: tuple[ListedDate, ...]
    more: bool
    """True where there are others behind them."""


async def part_of(tx: Tx, listing: Listing) -> Listing | None:
    """Return the manifestation that this one is part of; None where there is none, or it is not online."""
    if listing.content.parent_id is None:
        return None
    known = await find_listing(tx, listing.content.parent_id)
    return known.online if known else None


async def parts_of(tx: Tx, manifestation_id: UUID) -> Parts | None:
    """Return what is part of a manifestation and online; None where nothing is."""
    edition = await find_edition_of_parts(tx, manifestation_id)
    if edition is None:
        return None
    page = await browse(tx, Filters(edition=edition, parent=manifestation_id), limit=MOST_TOGETHER)
    dates = await read_dates(tx, page.entries)
    return Parts(edition=edition, dates=tuple(dates), more=page.following is not None) if dates else None
