"""The door to what became of a manifestation, and who did it."""

from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from services.submission.accounts.people import names_of
from services.submission.manifestations.history import history_of
from services.submission.manifestations.ownership import reachable
from services.submission.organiser_space.views.history import history_lines
from shared.editions.editions import Editions
from shared.http.pages import NO_STORE, Pages
from shared.identity.caller import Caller
from shared.postgres.database import Database


@get("/inscription/{manifestation_id:uuid}/historique", include_in_schema=False)
async def show_history(
    manifestation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
) -> Response[str]:
    """Show every version with who made it; where a chamber acted for the organiser, both."""
    async with database.transaction(readonly=True) as tx:
        manifestation = await reachable(tx, manifestation_id, caller)
        past = await history_of(tx, manifestation_id)
        people = {account for each in past for account in (each.changed_by, each.owner_id) if account}
        names = await names_of(tx, people)
    return pages.page(
        "historique.html",
        visitor=caller,
        headers=NO_STORE,
        manifestation=manifestation,
        lines=history_lines(
            editions.of(manifestation.edition),
            past,
            names,
            chamber_region=manifestation.chamber_region,
            own=caller.account_id,
        ),
    )
