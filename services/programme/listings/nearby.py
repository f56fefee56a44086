"""Use case: find what else takes place near a date, on the same day."""

from datetime import date, datetime

from services.programme.listings.browse import browse
from services.programme.listings.listing import Entry, Filters, Listing, Near
from services.programme.listings.rules.dates import position_of
from shared.contracts.content import Occurrence
from shared.postgres.database import Tx

KILOMETRES = 20
MOST = 3


async def nearby(tx: Tx, listing: Listing, occurrence: Occurrence, *, day: date, now: datetime) -> tuple[Entry, ...]:
    """Return the first few; none where it is not known where the date takes place."""
    position = position_of(listing.content, occurrence)
    if position is None:
        return ()
    filters = Filters(
        edition=listing.edition,
        near=Near(*position, KILOMETRES),
        but=listing.manifestation_id,
        first_day=day,
        last_day=day,
        ending_after=now,
    )
    return (await browse(tx, filters, limit=MOST)).entries
