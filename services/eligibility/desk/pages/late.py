"""The door to the regions that are late."""

from litestar import Response, get
from litestar.di import NamedDependency

from services.eligibility.desk.read_queue import queue_of
from services.eligibility.desk.survey import survey
from services.eligibility.desk.views.late import LATE, late_view
from shared.clock import at_present
from shared.editions.editions import Editions
from shared.http.access import opened_to
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database


@get(LATE, include_in_schema=False, opt=opened_to("moderator", "national"))
async def show_late(
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str]:
    """Show who is late and why: every region to the national team, its own to a chamber."""
    edition = editions.present
    async with database.transaction(readonly=True, isolation="repeatable_read") as tx:
        states = await survey(tx, await queue_of(tx, caller, edition, ""), caller=caller)
    view = late_view(site, edition, states, now=at_present())
    return pages.page("retards.html", visitor=caller, headers=NO_STORE, **view)
