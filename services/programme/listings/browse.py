"""Use case: turn the pages of the programme."""

from datetime import date

from services.programme.listings.listing import Filters, Page, Position
from services.programme.listings.store.browse import count_by_day, list_dates
from shared.postgres.database import Tx


async def browse(tx: Tx, filters: Filters, *, limit: int, after: Position | None = None) -> Page:
    """Return one page; ``after`` is where the page before ended, so what comes in meanwhile moves nothing."""
    found, counts = await list_dates(tx, filters, limit=limit + 1, after=after)
    shown = tuple(found[:limit])
    last = shown[-1] if len(found) > limit else None
    following = (
        Position(last.starts_local, last.listing.manifestation_id, last.occurrence.occurrence_id) if last else None
    )
    return Page(dates=shown, total=counts.listed, ended=counts.ended, following=following)


async def busy_days(tx: Tx, filters: Filters, *, first: date, last: date) -> dict[date, int]:
    """Return how many dates there are on each day from ``first`` to ``last``, for a calendar beside the list."""
    return await count_by_day(tx, filters, first=first, last=last)
