"""The door for readers: the grid of one B2B event, with names for those in charge of it alone."""

from uuid import UUID

from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from services.matchmaking.b2b_events.access import is_in_charge
from services.matchmaking.b2b_events.look_up import look_up_b2b_event, look_up_slots
from services.matchmaking.b2b_events.rules import place_line, zone_of
from services.matchmaking.meetings.store.meetings import list_meetings
from services.matchmaking.meetings.views import free_rows, grid_rows
from shared.editions.editions import Editions
from shared.http.exchange import Exchange
from shared.http.pages import NO_STORE, Pages
from shared.http.revalidated import revalidated
from shared.identity.caller import Caller
from shared.postgres.database import Database

STRANGERS = {"Vary": "Accept-Encoding, Authorization, Cookie"}
EVERY_CELL = 60 * 300
"""Of the largest grid that can be opened."""


@get("/rencontres/{b2b_event_id:uuid}", include_in_schema=False)
async def show_grid(
    *,
    request: Exchange,
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    visitor: NamedDependency[Caller | None],
    b2b_event_id: FromPath[UUID],
) -> Response[bytes]:
    """Show how many tables are free when; to those in charge, who meets whom at which table."""
    async with database.transaction(readonly=True, isolation="repeatable_read") as tx:
        event = await look_up_b2b_event(tx, b2b_event_id)
        slots = await look_up_slots(tx, b2b_event_id)
        with_names = visitor is not None and is_in_charge(visitor, event.region_code)
        meetings = (
            await list_meetings(tx, b2b_event_id=b2b_event_id, state="booked", limit=EVERY_CELL) if with_names else []
        )
    page_text = pages.render(
        "grille.html" if with_names else "creneaux.html",
        visitor=visitor,
        event=event,
        zone=zone_of(event.region_code),
        where=place_line(editions.present, event.region_code),
        rows=grid_rows(event, slots, meetings) if with_names else free_rows(event, slots),
        free=sum(slot.free_tables for slot in slots),
    )
    if visitor:
        # The header names who is signed in, wherever the grid names nobody.
        return Response(page_text.encode(), media_type=MediaType.HTML, headers=NO_STORE)
    return revalidated(request, page_text.encode(), MediaType.HTML, headers=STRANGERS)
