"""The door for programs that look up places, to name them as others do."""

from typing import Annotated
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter

from services.submission.places.answers import PlaceListAnswer, place_answer
from services.submission.places.look_up import list_register
from shared.http.cursor import Cursors, next_link
from shared.http.exchange import Exchange
from shared.http.query import known_region
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database


@get("/places")
async def list_known_places(
    *,
    request: Exchange,
    caller: NamedDependency[Caller],  # noqa: ARG001 -- asked for, so that strangers are turned away
    database: NamedDependency[Database],
    cursors: NamedDependency[Cursors],
    site: NamedDependency[Site],
    region: Annotated[str | None, QueryParameter(description="INSEE code of a region; all without it.")] = None,
    q: Annotated[
        str | None, QueryParameter(max_length=200, description="Words of its name, its street or its commune.")
    ] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 50,
    cursor: FromQuery[str | None] = None,
) -> Response[PlaceListAnswer]:
    """List the places that published manifestations name, by commune and name, as chambers look after them."""
    region_code = known_region(region) if region is not None else None
    after = cursors.decode(cursor, tuple[str, str, UUID])
    async with database.transaction(readonly=True) as tx:
        found = await list_register(tx, q or "", region_code, after=after, limit=limit + 1)
    shown = found[:limit]
    following = None
    headers = {"Cache-Control": "no-store"}
    if found[limit:]:
        last = shown[-1]
        following = cursors.encode((last.commune_name, last.name, last.place_id))
        query = request.scope["query_string"].decode("latin-1")
        headers["Link"] = next_link(site.absolute("/places"), query, following)
    items = [place_answer(place) for place in shown]
    return Response(PlaceListAnswer(items=items, next=following), headers=headers)
