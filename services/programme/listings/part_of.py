"""Use case: say what a manifestation is part of."""

from services.programme.listings.listing import Listing
from services.programme.listings.store.listings import find_listing
from shared.postgres.database import Tx


async def part_of(tx: Tx, listing: Listing) -> Listing | None:
    """Return the manifestation that this one is part of; None where there is none, or it is not online."""
    if listing.content.parent_id is None:
        return None
    known = await find_listing(tx, listing.content.parent_id)
    return known.online if known else None
