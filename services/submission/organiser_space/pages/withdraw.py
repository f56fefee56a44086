"""The door for organisers who withdraw, which is confirmed first."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.manifestations.errors import AlreadyWithdrawn
from services.submission.manifestations.ownership import reachable
from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.withdraw import withdraw
from services.submission.organiser_space.bodies.version import version_in
from shared.editions.editions import Editions
from shared.errors import VersionChanged
from shared.http.exchange import Exchange
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database


@get("/inscription/{manifestation_id:uuid}/retirer", include_in_schema=False)
async def show_withdrawal(
    manifestation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
) -> Response[str]:
    """Ask whether the manifestation is really to be withdrawn."""
    async with database.transaction(readonly=True) as tx:
        manifestation = await reachable(tx, manifestation_id, caller)
    if manifestation.state == "withdrawn":
        raise AlreadyWithdrawn
    editions.writable(manifestation.edition)
    return _withdrawal_page(pages, caller, manifestation)


@post("/inscription/{manifestation_id:uuid}/retirer", include_in_schema=False, status_code=HTTP_303_SEE_OTHER)
async def withdraw_by_form(
    request: Exchange,
    manifestation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[Any]:
    """Withdraw it; where it changed meanwhile, ask again."""
    version = version_in(await request.form())
    try:
        async with database.transaction() as tx:
            manifestation = await reachable(tx, manifestation_id, caller)
            editions.writable(manifestation.edition)
            await withdraw(tx, manifestation, caller=caller, expected_version=version, now=datetime.now(UTC))
    except VersionChanged as changed:
        async with database.transaction(readonly=True) as tx:
            present = await reachable(tx, manifestation_id, caller)
        return _withdrawal_page(pages, caller, present, status=changed.status, notice="changed")
    return Redirect(site.path(f"/inscription/{manifestation_id}?retiree=1"), status_code=HTTP_303_SEE_OTHER)


def _withdrawal_page(
    pages: Pages, caller: Caller, manifestation: Manifestation, *, status: int = 200, notice: str = ""
) -> Response[str]:
    return pages.page(
        "retrait.html",
        status=status,
        visitor=caller,
        headers=NO_STORE,
        title=manifestation.content.title,
        manifestation_id=manifestation.id,
        version=manifestation.version,
        notice=notice,
    )
