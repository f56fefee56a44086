"""The door for programs that read the online programme."""

from datetime import datetime
from functools import partial
from uuid import UUID

import msgspec
from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.openapi import ResponseSpec
from litestar.params import FromPath

from services.programme.listings.answers import ListAnswer, ListingAnswer, list_body, list_item, listing_answer
from services.programme.listings.bodies.edition import edition_asked
from services.programme.listings.bodies.query import ListQuery
from services.programme.listings.browse import browse
from services.programme.listings.listing import ListedDate, Position
from services.programme.listings.look_up import look_up
from services.programme.listings.rendered import Rendered
from services.programme.listings.tallies import Tallies
from shared.editions.editions import Editions
from shared.http.cursor import Cursors, next_link
from shared.http.exchange import Exchange
from shared.http.query_operation import query_operation
from shared.http.refusals import checked
from shared.http.revalidated import revalidated
from shared.http.site import Site
from shared.postgres.database import Database

OK = 200
LIST = (
    "A page of the list; `total` counts the dates on all pages; where words alone find more than 20,000 "
    "manifestations, those of the first so many."
)


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
    rendered: NamedDependency[Rendered],
    site: NamedDependency[Site],
    tallies: NamedDependency[Tallies],
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
    filters = query.filters(chosen.year, now=now)
    async with database.autocommit(wakes=False) as connection:
        page = await browse(connection, filters, limit=query.limit, after=after)
        items = await rendered.pieces(connection, page.entries, partial(_item, site), face="json")
    cursor = cursors.encode(page.following) if page.following else None
    body = list_body([item for _, item in items], cursor=cursor, total=await tallies.total(filters))
    headers = {}
    if cursor:
        query_string = request.scope["query_string"].decode("latin-1")
        headers["Link"] = next_link(site.absolute("/manifestations"), query_string, cursor)
    return revalidated(request, body, MediaType.JSON, headers=headers)


@get("/manifestations/{manifestation_id:uuid}", responses={OK: _described(ListingAnswer, "The manifestation.")})
async def show_manifestation(
    request: Exchange,
    database: NamedDependency[Database],
    site: NamedDependency[Site],
    manifestation_id: FromPath[UUID],
) -> Response[bytes]:
    """Show one manifestation; 404 where nothing was published under this identifier, 410 where it was removed."""
    async with database.autocommit(wakes=False) as connection:
        listing = await look_up(connection, manifestation_id)
    body = msgspec.json.encode(listing_answer(site, listing))
    return revalidated(request, body, MediaType.JSON, version=str(listing.version))


def _item(site: Site, date: ListedDate) -> bytes:
    return msgspec.json.encode(list_item(site, date))
