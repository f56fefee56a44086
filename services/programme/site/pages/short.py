"""The door for addresses that were printed."""

from typing import Final

from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from services.programme.listings.rules.addresses import page_path
from services.programme.listings.shorten import resolve
from shared.http.exchange import Exchange
from shared.http.pages import Pages
from shared.http.revalidated import revalidated
from shared.http.site import Site
from shared.postgres.database import Database

FOUND: Final = 302


@get("/m/{code:str}", include_in_schema=False, status_code=FOUND)
async def show_short(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    code: FromPath[str],
) -> Response[bytes]:
    """Lead to the page that a short address names; where several begin so, let the reader choose."""
    async with database.autocommit(wakes=False) as connection:
        found = await resolve(connection, code)
    links = [(site.path(page_path(each.manifestation_id)), each.title) for each in found]
    if len(links) == 1:
        [(path, _)] = links
        return Redirect(path, status_code=FOUND)
    page = pages.render("short.html", code=code, links=[(path, title) for path, title in links if title])
    return revalidated(request, page.encode(), MediaType.HTML)
