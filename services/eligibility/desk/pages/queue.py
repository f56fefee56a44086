"""The door to a queue, for the people of a chamber and the national team."""

from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.response import Redirect

from services.eligibility.desk.read_queue import count_queue, queue_of, read_queue
from services.eligibility.desk.review import review
from services.eligibility.desk.rules.position import position
from services.eligibility.desk.rules.queue import Entry, total
from services.eligibility.desk.store.people import list_names
from services.eligibility.desk.store.saved_views import list_views
from services.eligibility.desk.views.asked import Asked, uuid_in
from services.eligibility.desk.views.decision import done_view
from services.eligibility.desk.views.queue import QUEUE, queue_view
from services.eligibility.desk.views.scripted import scripted
from shared.clock import at_present
from shared.contracts.content import Instant
from shared.editions.editions import Editions
from shared.http.access import opened_to
from shared.http.cursor import Cursors
from shared.http.exchange import Exchange
from shared.http.pages import Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database

PAGE_SIZE = 25


@get("/", include_in_schema=False)
async def show_start(site: NamedDependency[Site]) -> Redirect:
    """Lead to the queue."""
    return Redirect(site.path(QUEUE))


@get(QUEUE, include_in_schema=False, opt=opened_to("moderator", "national"))
async def show_queue(
    request: Exchange,
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    cursors: NamedDependency[Cursors],
    site: NamedDependency[Site],
) -> Response[str]:
    """Show what waits, what is due first on top, with how much of each kind there is."""
    edition, asked = editions.present, Asked.of(request.query_params)
    wanted = asked.wanted()
    cursor = request.query_params.get("cursor") or None
    after = cursors.decode(cursor, tuple[Instant, Instant, UUID])
    async with database.transaction(readonly=True, isolation="repeatable_read") as tx:
        queue = await queue_of(tx, caller, edition, asked.region)
        found = await count_queue(tx, queue, wanted)
        # What is nowhere would be looked for to the end of the queue.
        listed = await read_queue(tx, queue, wanted, after=after, limit=PAGE_SIZE + 1) if total(found, wanted) else []
        shown = listed[:PAGE_SIZE]
        names = await list_names(tx, _named(shown))
        saved = await list_views(tx, caller.account_id)
        said = await review(tx, uuid_in(request.query_params.get("fait", "")), caller=caller)
    view = queue_view(
        site, queue, caller, asked, found=found, entries=shown, saved=saved, names=names, now=at_present()
    )
    more = len(listed) > PAGE_SIZE
    return pages.page(
        "bureau.html",
        visitor=caller,
        headers=scripted(site),
        year=edition.year,
        done=done_view(site, said, asked) if said else None,
        first_page=site.path(QUEUE) + asked.query() if cursor else "",
        next_page=_next(site, asked, cursors.encode(position(shown[-1], wanted.stage))) if more else "",
        **view,
    )


def _next(site: Site, asked: Asked, cursor: str) -> str:
    return site.path(QUEUE) + asked.query(cursor=cursor)


def _named(entries: list[Entry]) -> list[str]:
    return sorted({each for entry in entries for each in (entry.assigned_to, entry.reader) if each})
