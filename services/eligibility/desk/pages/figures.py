"""The door to the figures of a chamber."""

from litestar import Response, get
from litestar.di import NamedDependency

from services.eligibility.desk.read_queue import queue_of
from services.eligibility.desk.store.figures import get_figures
from services.eligibility.desk.views.asked import Asked
from services.eligibility.desk.views.figures import FIGURES, figures_view
from services.eligibility.desk.views.queue import region_choices
from shared.editions.editions import Editions
from shared.http.access import opened_to
from shared.http.exchange import Exchange
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database


@get(FIGURES, include_in_schema=False, opt=opened_to("moderator", "national"))
async def show_figures(
    request: Exchange,
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str]:
    """Show how long dossiers wait, how long decisions took, and what they were."""
    edition, asked = editions.present, Asked.of(request.query_params)
    async with database.transaction(readonly=True, isolation="repeatable_read") as tx:
        queue = await queue_of(tx, caller, edition, asked.region)
        found = await get_figures(tx, edition=edition.year, regions=queue.regions)
    return pages.page(
        "chiffres.html",
        visitor=caller,
        headers=NO_STORE,
        year=edition.year,
        path=site.path(FIGURES),
        chosen=asked.region,
        regions=region_choices(caller, queue.stood_in),
        **figures_view(edition, found),
    )
