"""The door for the list of one's own manifestations, or of a chamber's region."""

from datetime import datetime
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency

from services.submission.drafts.save import own_drafts
from services.submission.manifestations.ownership import list_visible
from services.submission.organiser_space.views.cards import card
from shared.contracts.content import Instant
from shared.editions.editions import Editions
from shared.http.cursor import Cursors
from shared.http.exchange import Exchange
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database

PAGE_SIZE = 20


@get("/mes-manifestations", include_in_schema=False)
async def show_mine(
    request: Exchange,
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    cursors: NamedDependency[Cursors],
    pages: NamedDependency[Pages],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[str]:
    """List one's own manifestations, the latest change first; a chamber sees those of its region."""
    after = cursors.decode(request.query_params.get("cursor") or None, tuple[Instant, UUID])
    async with database.transaction(readonly=True) as tx:
        found = await list_visible(tx, caller, after=after, limit=PAGE_SIZE + 1)
        drafts = [] if after else await own_drafts(tx, caller)
    shown, following = found[:PAGE_SIZE], ""
    if len(found) > PAGE_SIZE:
        cursor = cursors.encode((shown[-1].updated_at, shown[-1].id))
        following = site.path(f"/mes-manifestations?cursor={cursor}")
    return pages.page(
        "mes-manifestations.html",
        visitor=caller,
        headers=NO_STORE,
        cards=[card(site, editions.of(each.edition), each, now=now) for each in shown],
        drafts=drafts,
        removed="supprime" in request.query_params,
        first=site.path("/mes-manifestations") if after else "",
        following=following,
    )
