"""The door for programs that list manifestations."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated, Final, Literal
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter

from services.submission.manifestations.answers.manifestation import ListAnswer, manifestation_answer
from services.submission.manifestations.bodies.moment import read_moment
from services.submission.manifestations.ownership import list_changed, list_visible
from services.submission.manifestations.rules.manifestation import Manifestation
from shared.contracts.content import Instant
from shared.editions.editions import Editions
from shared.http.cursor import Cursors, next_link
from shared.http.exchange import Exchange
from shared.http.query import known_region
from shared.http.site import Site
from shared.identity.caller import Caller, require_region
from shared.postgres.database import Database

CHANGED: Final = "changed"
LOWEST = UUID(int=0)
OVERLAP = timedelta(minutes=1)
"""What is committed late bears an earlier moment; a statement ends after half a minute."""


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
    changed_since: Annotated[str | None, QueryParameter(schema_extra={"format": "date-time"})] = None,
    now: NamedDependency[datetime],
) -> Response[ListAnswer]:
    """List one's own manifestations; a chamber those of its region, the national team all, unless ``mine`` is there.

    With ``changed_since`` (RFC 3339) those that have changed since, or on which a decision became known, the earliest
    first, what was withdrawn among them; ``changed_until`` on the last page is where to go on next time. Now and then
    one comes twice, so that none is missed.
    """
    if region is not None:
        require_region(caller, known_region(region))
    if changed_since is not None:
        since = read_moment(changed_since)
        begin = cursors.decode(cursor, tuple[Literal["changed"], Instant, UUID]) or (CHANGED, since, LOWEST)
        async with database.transaction(readonly=True) as tx:
            moved = await list_changed(
                tx, caller, mine=mine is not None, region_code=region, after=begin[1:], limit=limit + 1
            )
        following = cursors.encode((CHANGED, moved[limit - 1][0], moved[limit - 1][1].id)) if moved[limit:] else None
        return _page(
            request,
            site,
            editions,
            [each for _, each in moved[:limit]],
            following,
            changed_until=None if following else max(since, now - OVERLAP),
        )
    after = cursors.decode(cursor, tuple[Instant, UUID])
    async with database.transaction(readonly=True) as tx:
        found = await list_visible(tx, caller, mine=mine is not None, region_code=region, after=after, limit=limit + 1)
    shown = found[:limit]
    following = cursors.encode((shown[-1].updated_at, shown[-1].id)) if len(found) > limit else None
    return _page(request, site, editions, shown, following)


def _page(
    request: Exchange,
    site: Site,
    editions: Editions,
    shown: Sequence[Manifestation],
    following: str | None,
    *,
    changed_until: datetime | None = None,
) -> Response[ListAnswer]:
    headers = {"Cache-Control": "no-store"}
    if following:
        query = request.scope["query_string"].decode("latin-1")
        headers["Link"] = next_link(site.absolute("/manifestations"), query, following)
    items = [manifestation_answer(site, editions.of(each.edition), each) for each in shown]
    return Response(ListAnswer(items=items, next=following, changed_until=changed_until), headers=headers)
