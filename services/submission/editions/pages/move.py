"""The door for the national team that opens or archives an edition, which is confirmed first."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.editions.look_up import look_up
from services.submission.editions.move import archive_edition, open_edition
from services.submission.editions.weigh import weigh
from services.submission.organiser_space.bodies.version import version_in
from shared.contracts.submission import EditionChanged
from shared.errors import VersionChanged
from shared.http.access import opened_to
from shared.http.exchange import Exchange
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database

OPEN, ARCHIVE = "/gestion/editions/{year:int}/ouvrir", "/gestion/editions/{year:int}/archiver"


@get(OPEN, include_in_schema=False, opt=opened_to("national"))
async def show_opening(
    year: FromPath[int],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
) -> Response[str]:
    """Say what opening the edition does, and ask."""
    return await _ask(pages, database, caller, year, state="open")


@post(OPEN, include_in_schema=False, status_code=HTTP_303_SEE_OTHER, opt=opened_to("national"))
async def open_by_form(
    request: Exchange,
    year: FromPath[int],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[Any]:
    """Open it; where it changed meanwhile, ask again."""
    version = version_in(await request.form())
    try:
        async with database.transaction() as tx:
            await open_edition(tx, year, now=now, expected_version=version)
    except VersionChanged as changed:
        return await _ask(pages, database, caller, year, state="open", status=changed.status)
    return Redirect(site.path(f"/gestion/editions/{year}?ouverte=1"), status_code=HTTP_303_SEE_OTHER)


@get(ARCHIVE, include_in_schema=False, opt=opened_to("national"))
async def show_archiving(
    year: FromPath[int],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
) -> Response[str]:
    """Say what archiving the edition does, and ask."""
    return await _ask(pages, database, caller, year, state="archived")


@post(ARCHIVE, include_in_schema=False, status_code=HTTP_303_SEE_OTHER, opt=opened_to("national"))
async def archive_by_form(
    request: Exchange,
    year: FromPath[int],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[Any]:
    """Archive it; where it changed meanwhile, ask again."""
    version = version_in(await request.form())
    try:
        async with database.transaction() as tx:
            await archive_edition(tx, year, now=now, expected_version=version)
    except VersionChanged as changed:
        return await _ask(pages, database, caller, year, state="archived", status=changed.status)
    return Redirect(site.path(f"/gestion/editions/{year}?archivee=1"), status_code=HTTP_303_SEE_OTHER)


async def _ask(
    pages: Pages, database: Database, caller: Caller, year: int, *, state: str, status: int = 200
) -> Response[str]:
    async with database.transaction(readonly=True) as tx:
        edition = await look_up(tx, year)
        said = await weigh(tx, edition, replace(edition, state=state))
    return _page(pages, caller, edition, said, state=state, status=status)


def _page(
    pages: Pages, caller: Caller, edition: EditionChanged, said: list[str], *, state: str, status: int
) -> Response[str]:
    return pages.page(
        "edition-etat.html",
        status=status,
        visitor=caller,
        headers=NO_STORE,
        year=edition.year,
        edition=edition,
        said=said,
        opening=state == "open",
        changed=status != 200,  # noqa: PLR2004  the page is shown again because the edition changed
    )
