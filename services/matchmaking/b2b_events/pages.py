"""The door for readers: the B2B events, the latest first."""

from uuid import UUID

from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.response import Redirect

from services.matchmaking.b2b_events.answers import page_path
from services.matchmaking.b2b_events.rules import place_line, zone_of
from services.matchmaking.b2b_events.store import list_b2b_events
from shared.contracts.content import Instant
from shared.editions.editions import Editions
from shared.http.cursor import Cursors
from shared.http.exchange import Exchange
from shared.http.pages import NO_STORE, Pages
from shared.http.revalidated import revalidated
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database

PAGE_SIZE = 24
LIST = "/rencontres"
STRANGERS = {"Vary": "Accept-Encoding, Authorization, Cookie"}


@get("/", include_in_schema=False)
async def show_start(site: NamedDependency[Site]) -> Redirect:
    """Lead to the list of events."""
    return Redirect(site.path(LIST))


@get(LIST, include_in_schema=False)
async def show_b2b_events(
    *,
    request: Exchange,
    database: NamedDependency[Database],
    cursors: NamedDependency[Cursors],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    visitor: NamedDependency[Caller | None],
) -> Response[bytes]:
    """Show the events, the latest first."""
    cursor = request.query_params.get("cursor") or None
    after = cursors.decode(cursor, tuple[Instant, UUID])
    async with database.transaction(readonly=True) as tx:
        found = await list_b2b_events(tx, limit=PAGE_SIZE + 1, after=after)
    shown = found[:PAGE_SIZE]
    following = cursors.encode((shown[-1].starts_at, shown[-1].b2b_event_id)) if len(found) > PAGE_SIZE else None
    page_text = pages.render(
        "rencontres.html",
        visitor=visitor,
        events=[
            (
                event,
                zone_of(event.region_code),
                place_line(editions.present, event.region_code),
                site.path(page_path(event.b2b_event_id)),
            )
            for event in shown
        ],
        first_page=site.path(LIST) if cursor else "",
        next_page=f"{site.path(LIST)}?cursor={following}" if following else "",
    )
    if visitor:
        # The header names who is signed in.
        return Response(page_text.encode(), media_type=MediaType.HTML, headers=NO_STORE)
    return revalidated(request, page_text.encode(), MediaType.HTML, headers=STRANGERS)
