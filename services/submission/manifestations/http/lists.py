"""The door for programs that list manifestations."""

from typing import Annotated
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter

from services.submission.manifestations.answers.manifestation import ListAnswer, manifestation_answer
from services.submission.manifestations.ownership import list_visible
from shared.contracts.content import Instant
from shared.editions.editions import Editions
from shared.http.cursor import Cursors, next_link
from shared.http.exchange import Exchange
from shared.http.query import known_region
from shared.http.site import Site
from shared.identity.caller import Caller, require_region
from shared.postgres.database import Database


@get("/manifestations")
async def list_manifestations(
    *,
    request: Exchange,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    cursors: NamedDependency[Cursors],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
    mine: FromQuery[str | None] = None,
    region: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 50,
    cursor: FromQuery[str | None] = None,
) -> Response[ListAnswer]:
    """List one's own manifestations; a chamber those of its region, the national team all, unless ``mine`` is there."""
    after = cursors.decode(cursor, tuple[Instant, UUID])
    if region is not None:
        require_region(caller, known_region(region))
    async with database.transaction(readonly=True) as tx:
        found = await list_visible(tx, caller, mine=mine is not None, region_code=region, after=after, limit=limit + 1)
    shown = found[:limit]
    following = cursors.encode((shown[-1].updated_at, shown[-1].id)) if len(found) > limit else None
    headers = {"Cache-Control": "no-store"}
    if following:
        query = request.scope["query_string"].decode("latin-1")
        headers["Link"] = next_link(site.absolute("/manifestations"), query, following)
    items = [manifestation_answer(site, editions.of(each.edition), each) for each in shown]
    answer = ListAnswer(items=items, next=following)
    return Response(answer, headers=headers)
