"""The doors by which a programme of one's own is read, by its owner or by whoever was given the link."""

from litestar import Response, get
from litestar.di import NamedDependency

from services.programme.favourites.addresses import CALENDAR, KEY, OWN, SHARED, with_key
from services.programme.favourites.errors import ProgrammeUnknown
from services.programme.favourites.open import links_of, open_programme, read_programme
from services.programme.favourites.own_programme import Kept
from services.programme.favourites.views.cookie import link_in
from services.programme.favourites.views.own import own_days
from shared.editions.editions import Editions
from shared.http.exchange import Exchange
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.postgres.database import Database

HEADERS = {**NO_STORE, "X-Robots-Tag": "noindex"}


@get(OWN, include_in_schema=False)
async def show_own(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str]:
    """Show the programme of the link in the address, else that of the browser, else how to begin one."""
    given, held = request.query_params.get(KEY, ""), link_in(request, site)
    kept, links = None, {}
    async with database.transaction() as tx:
        try:
            programme = await open_programme(tx, given or held, "own")
        except ProgrammeUnknown:
            # What a browser holds may have been forgotten meanwhile; whoever follows a link is told.
            if given:
                raise
        else:
            kept, links = await read_programme(tx, programme), dict(await links_of(tx, programme))
    own = links.get("own", "")
    shared, calendar = links.get("shared"), links.get("calendar")
    return _page(
        pages,
        site,
        editions,
        kept,
        key=own,
        held=own == held,
        own_address=with_key(site.absolute(OWN), own),
        shared_address=with_key(site.absolute(SHARED), shared) if shared else "",
        calendar=with_key(site.absolute(CALENDAR), calendar) if calendar else "",
    )


@get(SHARED, include_in_schema=False)
async def show_shared(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str]:
    """Show a programme to others, as long as it is shared."""
    link = request.query_params.get(KEY, "")
    async with database.transaction() as tx:
        kept = await read_programme(tx, await open_programme(tx, link, "shared"))
    calendar = with_key(site.absolute(CALENDAR), link)
    return _page(pages, site, editions, kept, key="", held=False, own_address="", shared_address="", calendar=calendar)


def _page(
    pages: Pages,
    site: Site,
    editions: Editions,
    kept: Kept | None,
    *,
    key: str,
    held: bool,
    own_address: str,
    shared_address: str,
    calendar: str,
) -> Response[str]:
    return pages.page(
        "mon-programme.html",
        headers=HEADERS,
        kept=kept,
        days=own_days(site, editions.of, kept) if kept else [],
        key=key,
        held=held,
        own_address=own_address,
        shared_address=shared_address,
        calendar=calendar,
    )
