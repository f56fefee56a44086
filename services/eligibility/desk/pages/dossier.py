"""The door to a dossier."""

from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from services.eligibility.desk.next_dossier import next_dossier
from services.eligibility.desk.open_dossier import open_dossier
from services.eligibility.desk.read_queue import queue_of
from services.eligibility.desk.review import review
from services.eligibility.desk.views.asked import Asked, uuid_in
from services.eligibility.desk.views.decision import done_view, forms_view
from services.eligibility.desk.views.dossier import dossier_view
from services.eligibility.desk.views.queue import QUEUE, dossier_path
from services.eligibility.desk.views.render import dossier_page
from shared.clock import at_present
from shared.editions.editions import Editions
from shared.http.access import opened_to
from shared.http.exchange import Exchange
from shared.http.pages import Pages
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
    now, asked = at_present(), Asked.of(request.query_params)
    async with database.transaction() as tx:
        opened = await open_dossier(tx, manifestation_id, caller=caller, at=now)
        said = await review(tx, uuid_in(request.query_params.get("fait", "")), caller=caller)
        queue = await queue_of(tx, caller, editions.present, asked.region)
        following = await next_dossier(tx, opened.found.dossier, queue, asked.wanted())
    edition = editions.of(opened.found.dossier.manifestation.edition)
    done = done_view(site, said, asked) if said else None
    view = {
        **dossier_view(site, edition, caller, opened, asked, now=now, whole_thread="echanges" in request.query_params),
        "following": dossier_path(site, following, asked) if following not in {None, manifestation_id} else "",
    }
    return dossier_page(pages, site, caller, {**view, **forms_view(site, edition, opened, asked)}, done=done)
