"""Use case: find what else takes place near a date, on the same day."""

from datetime import datetime
from uuid import UUID

from services.programme.listings.browse import browse
from services.programme.listings.listing import Entry, Filters, Near, Outline
from shared.postgres.database import Tx

KILOMETRES = 20
MOST = 3


async def nearby(tx: Tx, outline: Outline, *, but: UUID, now: datetime) -> tuple[Entry, ...]:
    """Return the first few that are not of the manifestation ``but``, around its next date and on the day of it.

    None where it is not known where the date takes place.
    """
    if outline.latitude is None or outline.longitude is None:
        return ()
    filters = Filters(
        edition=outline.edition,
        near=Near(outline.latitude, outline.longitude, KILOMETRES),
        but=but,
        first_day=outline.first_day,
        last_day=outline.first_day,
        ending_after=now,
    )
    return (await browse(tx, filters, limit=MOST)).entries
