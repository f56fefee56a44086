"""The door for the calendar of a programme of one's own."""

import asyncio
from collections.abc import Sequence

from litestar import Response, get
from litestar.di import NamedDependency

from services.programme.favourites.addresses import CALENDAR, KEY, with_key
from services.programme.favourites.open import open_programme, read_programme
from services.programme.feeds.rules.calendar import Written, calendar, written
from services.programme.listings.answers import page_address
from services.programme.listings.listing import ListedDate
from shared.editions.editions import Editions
from shared.editions.rules import theme_labels
from shared.http.accept import SERVED
from shared.http.exchange import Exchange
from shared.http.revalidated import revalidated
from shared.http.site import Site
from shared.postgres.database import Database

MEDIA_TYPE = "text/calendar"
PRIVATE = {"Cache-Control": "private, no-cache", "Vary": "Accept-Encoding, Authorization, Cookie"}


@get(CALENDAR, include_in_schema=False, media_type=MEDIA_TYPE, opt={SERVED: (MEDIA_TYPE,)})
async def show_own_calendar(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
) -> Response[bytes]:
    """Give the chosen dates to a calendar that subscribes, by the owner's link or by that for others."""
    link = request.query_params.get(KEY, "")
    async with database.transaction() as tx:
        kept = await read_programme(tx, await open_programme(tx, link, "calendar", "shared"))
    dates = await asyncio.to_thread(_written, site, editions, kept.dates)
    body = calendar("Mon programme du Mois de l’ESS", with_key(site.absolute(CALENDAR), link), dates)
    headers = {**PRIVATE, "Content-Disposition": 'attachment; filename="mon-programme.ics"'}
    return revalidated(request, body, MEDIA_TYPE, headers=headers)


def _written(site: Site, editions: Editions, dates: Sequence[ListedDate]) -> list[Written]:
    themes = {year: theme_labels(editions.of(year)) for year in {each.listing.edition for each in dates}}
    return [
        written(
            each.listing,
            each.occurrence,
            page=page_address(site, each.listing.manifestation_id),
            themes=themes[each.listing.edition],
        )
        for each in dates
    ]
