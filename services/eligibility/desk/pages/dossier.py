"""The door to a dossier."""

from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from services.eligibility.desk.open_dossier import open_dossier
from services.eligibility.desk.views.asked import Asked
from services.eligibility.desk.views.dossier import dossier_view
from services.eligibility.desk.views.queue import QUEUE
from shared.clock import at_present
from shared.editions.editions import Editions
from shared.http.access import opened_to
from shared.http.exchange import Exchange
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database

DOSSIER = f"{QUEUE}/dossiers/{{manifestation_id:uuid}}"


@get(DOSSIER, include_in_schema=False, opt=opened_to("moderator", "national"))
async def show_dossier(
    request: Exchange,
    manifestation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str]:
    """Show all that a decision rests on; whoever opens it is named to those who open it meanwhile."""
    now = at_present()
    async with database.transaction(isolation="repeatable_read") as tx:
        opened = await open_dossier(tx, manifestation_id, caller=caller, at=now)
    edition = editions.of(opened.found.dossier.manifestation.edition)
    view = dossier_view(site, edition, caller, Asked.of(request.query_params), opened, now=now)
    return pages.page("dossier.html", visitor=caller, headers=NO_STORE, year=edition.year, **view)
