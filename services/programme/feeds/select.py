"""Use case: the dates that a selection holds, all of them or none."""

from services.programme.feeds.errors import SelectionTooLarge
from services.programme.listings.browse import browse, read_dates
from services.programme.listings.listing import Entry, Filters, ListedDate
from shared.french.typography import grouped
from shared.postgres.database import Tx


async def find(tx: Tx, filters: Filters, *, most: int) -> tuple[Entry, ...]:
    """Find the dates in order; raises ``SelectionTooLarge`` for more than ``most``: half of them would mislead."""
    page = await browse(tx, filters, limit=most)
    if page.following:
        raise SelectionTooLarge(
            f"Cette sélection compte plus de {grouped(most)} dates, et on n’en donne pas davantage sous cette forme : "
            "ajoutez un filtre, par exemple une région, un thème ou des jours."
        )
    return page.entries


async def select(tx: Tx, filters: Filters, *, most: int) -> tuple[ListedDate, ...]:
    """Return the dates with all that is online about them; raises ``SelectionTooLarge``."""
    return tuple(await read_dates(tx, await find(tx, filters, most=most)))
