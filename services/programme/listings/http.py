"""The door for programs that read the online programme."""

from datetime import datetime
from uuid import UUID

import msgspec
from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.openapi import ResponseSpec
from litestar.params import FromPath

from services.programme.listings.answers import ListAnswer, ListingAnswer, list_item, listing_answer
from services.programme.listings.bodies import ListQuery, edition_asked
from services.programme.listings.browse import browse
from services.programme.listings.listing import Position
from services.programme.listings.look_up import look_up
from shared.editions.editions import Editions
from shared.http.cursor import Cursors, next_link
from shared.http.exchange import Exchange
from shared.http.query_operation import query_operation
from shared.http.refusals import checked
from shared.http.revalidated import revalidated
from shared.http.site import Site
from shared.postgres.database import Database

OK = 200
LIST = "A page of the list; `total` counts the dates on all pages."


def _described(answer: type, description: str) -> ResponseSpec:
    """Describe bytes that a handler has encoded itself."""
    return ResponseSpec(answer, generate_examples=False, description=description)


@get("/manifestations", operation_class=query_operation(ListQuery), responses={OK: _described(ListAnswer, LIST)})
async def list_manifestations(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    cursors: NamedDependency[Cursors],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    """List the dates of what is online, in the order of beginning on the clock of the place.

    A manifestation with three dates stands three times, each time with the `occurrence` that it stands for, and `total`
    counts dates. A date that is cancelled or postponed stays where it stands; its `state` says so. What has ended stays
    too, unless `coming=true` is asked for. A cursor stays good while manifestations come and go.
    """
    given = dict(request.query_params)
    chosen = edition_asked(editions, given)
    query = checked(ListQuery, given, context={"edition": chosen})
    after = cursors.decode(query.cursor, Position)
    async with database.transaction(readonly=True) as tx:
        page = await browse(tx, query.filters(chosen.year, now=now), limit=query.limit, after=after)
    cursor = cursors.encode(page.following) if page.following else None
    answer = ListAnswer(items=[list_item(site, date) for date in page.dates], next=cursor, total=page.total)
    headers = {}
    if cursor:
        query_string = request.scope["query_string"].decode("latin-1")
        headers["Link"] = next_link(site.absolute("/manifestations"), query_string, cursor)
    return revalidated(request, msgspec.json.encode(answer), MediaType.JSON, headers=headers)


@get("/manifestations/{manifestation_id:uuid}", responses={OK: _described(ListingAnswer, "The manifestation.")})
async def show_manifestation(
    request: Exchange,
    database: NamedDependency[Database],
    site: NamedDependency[Site],
    manifestation_id: FromPath[UUID],
) -> Response[bytes]:
    """Show one manifestation; 404 where nothing was published under this identifier, 410 where it was removed."""
    async with database.transaction(readonly=True) as tx:
        listing = await look_up(tx, manifestation_id)
    body = msgspec.json.encode(listing_answer(site, listing))
    return revalidated(request, body, MediaType.JSON, version=str(listing.version))
