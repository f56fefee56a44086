"""The door for readers: the B2B events, and the grid of one of them."""

from datetime import datetime
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from services.matchmaking.events.grid_views import grid_rows, place_line
from services.matchmaking.events.store import get_b2b_event, list_b2b_events, list_slots
from services.matchmaking.meetings.answers import page_path
from services.matchmaking.meetings.rules import zone_of
from services.matchmaking.meetings.store import list_meetings
from shared.http.cursor import decode_cursor, encode_cursor
from shared.http.exchange import Exchange
from shared.http.pages import Pages
from shared.http.site import Site
from shared.postgres.database import Database

PAGE_SIZE = 24
EVERY_CELL = 60 * 300
"""Of the largest grid that can be opened."""
LIST = "/rencontres"
SHORTLY = {"Cache-Control": "public, max-age=30", "Vary": "Accept-Encoding"}
"""Anybody sees the same, and a change may be seen half a minute late."""


@get("/", include_in_schema=False)
async def show_start(site: NamedDependency[Site]) -> Redirect:
    """Lead to the list of events."""
    return Redirect(site.path(LIST))


@get(LIST, include_in_schema=False)
async def show_b2b_events(
    request: Exchange, database: NamedDependency[Database], pages: NamedDependency[Pages], site: NamedDependency[Site]
) -> Response[str]:
    """Show the events, the latest first."""
    cursor = request.query_params.get("cursor") or None
    after = decode_cursor(cursor, tuple[datetime, UUID])
    async with database.transaction(readonly=True) as tx:
        found = await list_b2b_events(tx, limit=PAGE_SIZE + 1, after=after)
    shown = found[:PAGE_SIZE]
    following = encode_cursor((shown[-1].starts_at, shown[-1].b2b_event_id)) if len(found) > PAGE_SIZE else None
    return pages.page(
        "rencontres.html",
        headers=SHORTLY,
        events=[
            (event, zone_of(event.region_code), place_line(event), site.path(page_path(event.b2b_event_id)))
            for event in shown
        ],
        first_page=site.path(LIST) if cursor else "",
        next_page=f"{site.path(LIST)}?cursor={following}" if following else "",
    )


@get("/rencontres/{b2b_event_id:uuid}", include_in_schema=False)
async def show_grid(
    *,
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    b2b_event_id: FromPath[UUID],
) -> Response[str]:
    """Show who meets whom, when and at which table, and what is free."""
    async with database.transaction(readonly=True, isolation="repeatable_read") as tx:
        event = await get_b2b_event(tx, b2b_event_id)
        slots = await list_slots(tx, b2b_event_id)
        meetings = await list_meetings(tx, b2b_event_id=b2b_event_id, state="booked", limit=EVERY_CELL)
    return pages.page(
        "grille.html",
        headers=SHORTLY,
        event=event,
        zone=zone_of(event.region_code),
        where=place_line(event),
        rows=grid_rows(event, slots, meetings),
        booked=len(meetings),
        cells=len(slots) * event.tables,
        list_page=site.path(LIST),
    )
