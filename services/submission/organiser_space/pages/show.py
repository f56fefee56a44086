"""The door for organisers who look where a manifestation stands."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from services.submission.accounts.addresses import all_unreachable_since
from services.submission.manifestations.announce import readers_of
from services.submission.manifestations.history import written_of
from services.submission.manifestations.ownership import reachable
from services.submission.manifestations.rules.access import is_alone, looks_after
from services.submission.manifestations.whole import parts_with, whole_with
from services.submission.organiser_space.views.state import state_view
from services.submission.organiser_space.views.thread import thread_view
from services.submission.organiser_space.views.whole import parts_view, whole_link
from services.submission.teams.co_organisers.ask import standings_of
from services.submission.teams.co_organisers.rules import summary
from shared.editions.editions import Editions
from shared.http.exchange import Exchange
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database

DONE = ("merci", "modifiee", "inchangee", "retiree", "ecrit", "reexamen")
"""What was done just before, as the address says it."""


@get("/inscription/{manifestation_id:uuid}", include_in_schema=False)
async def show_state(
    request: Exchange,
    manifestation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[str]:
    """Show where a manifestation stands, why, and what happens next."""
    async with database.transaction(readonly=True) as tx:
        manifestation = await reachable(tx, manifestation_id, caller)
        own, alone = looks_after(manifestation, caller), is_alone(manifestation, caller)
        # A chamber that can reach nobody of the organiser by mail has to know it: it may telephone.
        written = await written_of(tx, manifestation_id) if own else ()
        parts, above = await parts_with(tx, manifestation_id), manifestation.content.parent_id
        whole = await whole_with(tx, above, caller) if above else None
        co_organisers = await standings_of(tx, manifestation)
        unreachable = None if own else await all_unreachable_since(tx, await readers_of(tx, manifestation))
    done = next((word for word in DONE if word in request.query_params), None)
    edition = editions.of(manifestation.edition)
    view = state_view(site, edition, manifestation, now=now)
    view["thread"] = thread_view(edition, manifestation, written) if own else ()
    view["parts"] = parts_view(site, edition, parts, caller)
    view["whole"] = whole_link(site, whole, caller) if whole else None
    view["co_organisers"] = summary(co_organisers) if co_organisers else ""
    shown: dict[str, Any] = {"done": done, "own": own, "alone": alone, "unreachable": unreachable}
    year = editions.present.year
    shown |= {"again": year != manifestation.edition, "edition_now": year}
    return pages.page("etat.html", visitor=caller, headers=NO_STORE, **shown, **view)
