"""The door for search engines: where the pages are, and which need not be read."""

import asyncio
from math import ceil

from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from services.programme.feeds.errors import SitemapUnknown
from services.programme.feeds.rules import sitemap
from services.programme.feeds.store import count_pages, list_pages
from services.programme.listings.answers import page_address
from services.programme.listings.rules.addresses import MAP, SITEMAP, sitemap_path
from shared.editions.editions import Editions
from shared.http.accept import SERVED
from shared.http.exchange import Exchange
from shared.http.revalidated import revalidated
from shared.http.site import Site
from shared.postgres.database import Database

MOST_PARTS = 1000
"""Far more than there will be, and few enough for the database to count."""
ANSWERED = {SERVED: (sitemap.MEDIA_TYPE, "text/xml")}


@get("/robots.txt", include_in_schema=False, media_type=MediaType.TEXT, opt={SERVED: (MediaType.TEXT,)})
async def show_robots(request: Exchange, site: NamedDependency[Site]) -> Response[bytes]:
    """Name the sitemap; filtered lists are endless, and each of their pages is in it anyway."""
    endless = "".join(f"Disallow: {site.path(path)}?\n" for path in ("/", MAP))
    text = f"User-agent: *\n{endless}Sitemap: {site.absolute(SITEMAP)}\n"
    return revalidated(request, text.encode(), MediaType.TEXT)


@get(SITEMAP, include_in_schema=False, media_type=sitemap.MEDIA_TYPE, opt=ANSWERED)
async def show_sitemap_index(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
) -> Response[bytes]:
    """List the sitemaps of the editions that have pages."""
    async with database.transaction(readonly=True) as tx:
        counted = await count_pages(tx, editions.shown_years)
    parts = [
        (site.absolute(sitemap_path(each.edition, part)), each.changed_at)
        for each in counted
        for part in range(1, ceil(each.pages / sitemap.MOST_PAGES) + 1)
    ]
    return revalidated(request, sitemap.index(parts), sitemap.MEDIA_TYPE)


@get("/sitemaps/{year:int}/{part:int}", include_in_schema=False, media_type=sitemap.MEDIA_TYPE, opt=ANSWERED)
async def show_sitemap(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
    year: FromPath[int],
    part: FromPath[int],
) -> Response[bytes]:
    """List pages of manifestations; 404 for a part that does not exist."""
    edition, found = editions.shown(year), []
    if 1 <= part <= MOST_PARTS:
        async with database.transaction(readonly=True) as tx:
            skipped = (part - 1) * sitemap.MOST_PAGES
            found = await list_pages(tx, edition.year, skipped=skipped, limit=sitemap.MOST_PAGES)
    if not found:
        raise SitemapUnknown(f"L’édition {year} n’a pas de plan de site n° {part} : voyez {SITEMAP}.")
    body = await asyncio.to_thread(
        lambda: sitemap.pages((page_address(site, identifier), changed_at) for identifier, changed_at in found)
    )
    return revalidated(request, body, sitemap.MEDIA_TYPE)
