"""The door for the national team that looks at editions, and prepares the next one."""

from datetime import datetime

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.editions.look_up import look_up, look_up_all
from services.submission.editions.prepare_next import prepare_next
from services.submission.editions.views.edition import edition_card, edition_view
from shared.http.access import opened_to
from shared.http.exchange import Exchange
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database

DONE = ("enregistree", "inchangee", "preparee", "ouverte", "archivee")
"""What was done just before, as the address says it."""


@get("/gestion/editions", include_in_schema=False, opt=opened_to("national"))
async def show_editions(
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str]:
    """List the editions, the latest first."""
    async with database.transaction(readonly=True) as tx:
        found = await look_up_all(tx)
    cards = [edition_card(site, edition) for edition in found]
    following = found[0].year + 1 if found else None
    return pages.page("editions.html", visitor=caller, headers=NO_STORE, cards=cards, following=following)


@post(
    "/gestion/editions/{year:int}/preparer",
    include_in_schema=False,
    status_code=HTTP_303_SEE_OTHER,
    opt=opened_to("national"),
)
async def prepare_edition(
    year: FromPath[int],
    *,
    caller: NamedDependency[Caller],  # noqa: ARG001  who asks is looked at before
    database: NamedDependency[Database],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Redirect:
    """Prepare the next edition as a copy of the last one; it is there once, however often this is sent."""
    async with database.transaction() as tx:
        await prepare_next(tx, year, now=now)
    return Redirect(site.path(f"/gestion/editions/{year}?preparee=1"), status_code=HTTP_303_SEE_OTHER)


@get("/gestion/editions/{year:int}", include_in_schema=False, opt=opened_to("national"))
async def show_edition(
    request: Exchange,
    year: FromPath[int],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str]:
    """Show one edition with all that it says."""
    async with database.transaction(readonly=True) as tx:
        edition = await look_up(tx, year)
    done = next((word for word in DONE if word in request.query_params), "")
    view = edition_view(site, edition)
    return pages.page("edition.html", visitor=caller, headers=NO_STORE, year=year, done=done, **view)
