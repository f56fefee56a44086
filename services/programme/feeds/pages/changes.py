"""The door for readers who want to know what is new."""

from typing import Any
from urllib.parse import urlencode

from litestar import Response, get
from litestar.di import NamedDependency

from services.programme.feeds.bodies import LatestQuery
from services.programme.feeds.change import ChangePosition
from services.programme.feeds.changes import latest_changes
from services.programme.feeds.versions import difference_since
from services.programme.feeds.views.changes import days_of, difference_text, version_name
from services.programme.listings.bodies.edition import edition_asked
from services.programme.listings.rules.addresses import CHANGES_ATOM, CHANGES_PAGE, VERSIONS
from shared.editions.editions import Editions
from shared.geography import REGIONS
from shared.geography.regions import COLLECTIVITES
from shared.http.cursor import Cursors
from shared.http.exchange import Exchange
from shared.http.pages import Pages
from shared.http.refusals import checked
from shared.http.revalidated import revalidated
from shared.http.site import Site
from shared.postgres.database import Database

PAGE_SIZE = 50


@get(CHANGES_PAGE, include_in_schema=False)
async def show_changes(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    cursors: NamedDependency[Cursors],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[Any]:
    """Show what appeared, changed or left, newest first and by day; a region may be chosen, and since when."""
    # The form of the page sends an empty region for all of them.
    given = {name: value for name, value in request.query_params.items() if value}
    edition = edition_asked(editions, given)
    query = checked(LatestQuery, given, context={"edition": edition})
    after = cursors.decode(query.cursor, ChangePosition)
    async with database.transaction(readonly=True) as tx:
        found = await latest_changes(tx, edition.year, query.region, since=query.since, after=after, limit=PAGE_SIZE)
        since = query.since
        difference = await difference_since(tx, edition.year, query.region, since) if since else None
    kept = {name: value for name, value in given.items() if name != "cursor"}
    text = pages.render(
        "nouveautes.html",
        year=edition.year,
        days=days_of(site, found.items, since=since),
        version=version_name(since) if since else "",
        difference=difference_text(difference) if difference else "",
        versions=_with(site.path(VERSIONS), {name: kept[name] for name in ("edition", "region") if name in kept}),
        kept={name: value for name, value in kept.items() if name != "region"},
        regions=[(place.code, place.name) for place in (*REGIONS, *COLLECTIVITES)],
        region=query.region or "",
        path=site.path(CHANGES_PAGE),
        feed=_with(site.path(CHANGES_ATOM), kept),
        address=site.absolute(CHANGES_PAGE),
        first_page=_with(site.path(CHANGES_PAGE), kept) if after else "",
        next_page=_with(site.path(CHANGES_PAGE), {**kept, "cursor": cursors.encode(found.last)})
        if found.more and found.last
        else "",
    )
    return revalidated(request, text.encode(), "text/html")


def _with(path: str, asked: dict[str, str]) -> str:
    return f"{path}?{urlencode(asked)}" if asked else path
