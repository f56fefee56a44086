"""The door for other sites: the next dates of a selection, to be shown in a frame without any script."""

from datetime import datetime

from litestar import MediaType, Response, get
from litestar.di import NamedDependency

from services.programme.listings.bodies.edition import edition_asked
from services.programme.listings.bodies.query import FilterQuery
from services.programme.listings.browse import browse, read_dates
from services.programme.listings.rules.addresses import FRAME
from services.programme.site.views.cards import card
from services.programme.site.views.filters import selection
from shared.editions.editions import Editions
from shared.editions.rules import embedders_of, format_labels
from shared.french.dates import day
from shared.http.exchange import Exchange
from shared.http.headers import framed_by
from shared.http.pages import Pages
from shared.http.refusals import checked
from shared.http.revalidated import revalidated
from shared.http.site import Site
from shared.postgres.database import Database

SHOWN = 20


@get(FRAME, include_in_schema=False)
async def show_frame(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    """Show what comes next of a selection; the sites that the edition names for its region may frame it."""
    given = dict(request.query_params)
    edition = edition_asked(editions, given)
    query = checked(FilterQuery, {"coming": "true", **given}, context={"edition": edition})
    async with database.autocommit(wakes=False) as connection:
        page = await browse(connection, query.filters(edition.year, now=now), limit=SHOWN)
        dates = await read_dates(connection, page.entries)
    formats = format_labels(edition)
    kept = {name: value for name, value in given.items() if name not in {"coming", "edition"}}
    path = site.path("/" if edition.year == editions.year else f"/editions/{edition.year}")
    text = pages.render(
        "cadre.html",
        year=edition.year,
        dates=[(day(each.entry.first_day, year=False), card(site, formats, each)) for each in dates],
        more=page.following is not None,
        whole=selection(path, kept, now=now, edition=edition).address(),
    )
    headers = framed_by(site, embedders_of(edition, query.region))
    return revalidated(request, text.encode(), MediaType.HTML, headers=headers)
