"""The door for readers who compare the programme with what it was."""

from litestar import MediaType, Response, get
from litestar.di import NamedDependency

from services.programme.feeds.bodies import LatestQuery
from services.programme.feeds.versions import versions_of
from services.programme.feeds.views.versions import cut_views, day_views
from services.programme.listings.bodies.edition import edition_asked
from services.programme.listings.rules.addresses import VERSIONS
from shared.editions.editions import Editions
from shared.geography import REGIONS
from shared.geography.regions import COLLECTIVITES
from shared.http.exchange import Exchange
from shared.http.pages import Pages
from shared.http.refusals import checked
from shared.http.revalidated import revalidated
from shared.http.site import Site
from shared.postgres.database import Database


@get(VERSIONS, include_in_schema=False)
async def show_versions(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[bytes]:
    """Name the versions, those that were cut for paper first; each leads to what has changed since."""
    # The form of the page sends an empty region for all of them.
    given = {name: value for name, value in request.query_params.items() if value}
    edition = edition_asked(editions, given)
    query = checked(LatestQuery, given, context={"edition": edition})
    async with database.transaction(readonly=True) as tx:
        found = await versions_of(tx, edition.year, query.region)
    kept: dict[str, str] = {name: given[name] for name in ("edition", "region") if name in given}
    text = pages.render(
        "versions.html",
        year=edition.year,
        cuts=cut_views(site, found, kept),
        days=day_views(site, found, kept),
        regions=[(place.code, place.name) for place in (*REGIONS, *COLLECTIVITES)],
        region=query.region or "",
        kept={"edition": given["edition"]} if "edition" in given else {},
        path=site.path(VERSIONS),
        address=site.absolute(VERSIONS),
    )
    return revalidated(request, text.encode(), MediaType.HTML)
