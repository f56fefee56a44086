"""The door for programs of the chambers: their queue, a dossier with its history, their decision."""

from typing import Annotated
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody, QueryParameter

from services.eligibility.dossiers.answers import DossierAnswer, QueueAnswer, dossier_address, dossier_answer
from services.eligibility.dossiers.bodies import RulingBody
from services.eligibility.dossiers.decide import decide
from services.eligibility.dossiers.look_up import look_up
from services.eligibility.dossiers.store.queue import list_dossiers
from shared.clock import at_present
from shared.contracts.content import Instant
from shared.contracts.eligibility import EligibilityDecided, Verdict
from shared.editions.editions import Editions
from shared.http.access import opened_to
from shared.http.conditional import etag, expected_version
from shared.http.cursor import Cursors, next_link
from shared.http.exchange import Exchange
from shared.http.query import known_region
from shared.http.site import Site
from shared.identity.caller import Caller, require_region
from shared.postgres.database import Database

CREATED = 201
Limit = Annotated[int, QueryParameter(ge=1, le=100)]
IfMatch = Annotated[str | None, HeaderParameter(name="If-Match", description='ETag that was read, for example "3".')]


@get("/dossiers", opt=opened_to("moderator", "national"))
async def list_queue(
    *,
    request: Exchange,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    cursors: NamedDependency[Cursors],
    site: NamedDependency[Site],
    region: FromQuery[str | None] = None,
    verdict: FromQuery[Verdict | None] = None,
    limit: Limit = 20,
    cursor: FromQuery[str | None] = None,
) -> Response[QueueAnswer]:
    """List dossiers, the oldest first; a moderator sees their region, the national team everything."""
    region_code = known_region(region) if region is not None else caller.region_code
    if region_code is not None:
        require_region(caller, region_code)
    after = cursors.decode(cursor, tuple[Instant, UUID])
    async with database.transaction(readonly=True) as tx:
        found = await list_dossiers(
            tx, caller=caller, region_code=region_code, verdict=verdict, after=after, limit=limit + 1
        )
    page = found[:limit]
    following = cursors.encode((page[-1].opened_at, page[-1].manifestation_id)) if len(found) > limit else None
    headers = {}
    if following:
        query = request.scope["query_string"].decode("latin-1")
        headers["Link"] = next_link(site.absolute("/dossiers"), query, following)
    answer = QueueAnswer(
        items=[dossier_answer(site, editions.of(each.manifestation.edition), each) for each in page], next=following
    )
    return Response(answer, headers=headers)


@get("/dossiers/{manifestation_id:uuid}", opt=opened_to("moderator", "national"))
async def show_dossier(
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
    manifestation_id: FromPath[UUID],
) -> Response[DossierAnswer]:
    """Show a dossier with every decision on it; its ETag is the version that a decision must be based on."""
    async with database.transaction(isolation="repeatable_read", readonly=True) as tx:
        found = await look_up(tx, manifestation_id, caller=caller)
    dossier = found.dossier
    answer = dossier_answer(site, editions.of(dossier.manifestation.edition), dossier, found.history, found.refused)
    return Response(answer, headers={"ETag": etag(dossier.version)})


@post("/dossiers/{manifestation_id:uuid}/decisions", status_code=CREATED, opt=opened_to("moderator", "national"))
async def decide_dossier(
    *,
    data: JSONBody[RulingBody],
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    site: NamedDependency[Site],
    manifestation_id: FromPath[UUID],
    if_match: IfMatch = None,
) -> Response[EligibilityDecided]:
    """Accept or refuse, on the version of the decision that was read; a later decision replaces this one."""
    based_on = expected_version(if_match)
    ruling = data.ruling(at=at_present())
    async with database.transaction() as tx:
        dossier = await decide(tx, manifestation_id=manifestation_id, ruling=ruling, caller=caller, based_on=based_on)
    headers = {"ETag": etag(dossier.version), "Location": dossier_address(site, manifestation_id)}
    return Response(dossier.decided(), headers=headers)
