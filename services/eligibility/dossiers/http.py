"""The door for programs of the chambers: their queue, a dossier with its history, their decision."""

from typing import Annotated
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from services.eligibility.dossiers.answers import DossierAnswer, QueueAnswer, dossier_address, dossier_answer
from services.eligibility.dossiers.bodies import RulingBody, VisibilityBody
from services.eligibility.dossiers.decide import decide
from services.eligibility.dossiers.look_up import look_through, look_up
from services.eligibility.dossiers.take_offline import put_online, take_offline
from shared.clock import at_present
from shared.contracts.content import Instant
from shared.contracts.eligibility import EligibilityDecided, Verdict
from shared.editions.editions import Editions
from shared.http.access import opened_to
from shared.http.conditional import IfMatch, etag, expected_version
from shared.http.cursor import Cursors, next_link
from shared.http.exchange import Exchange
from shared.http.openapi import EXAMPLE
from shared.http.query import known_region
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database

OK, CREATED = 200, 201
OPENED = opened_to("moderator", "national")
RULING = {
    "verdict": "eligible",
    "message": "Votre atelier relève bien de l’ESS ; nous avons corrigé une faute du titre.",
    "corrections": {"title": "Portes ouvertes de la ressourcerie"},
}
Limit = Annotated[int, QueryParameter(ge=1, le=100)]


@get("/dossiers", opt=OPENED)
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
    appealed: FromQuery[bool | None] = None,
    limit: Limit = 20,
    cursor: FromQuery[str | None] = None,
) -> Response[QueueAnswer]:
    """List dossiers, the oldest first: of a moderator’s regions, those that they stand in for too, or of all."""
    region_code = known_region(region) if region is not None else None
    after = cursors.decode(cursor, tuple[Instant, UUID])
    async with database.transaction(readonly=True) as tx:
        found = await look_through(
            tx,
            caller=caller,
            region_code=region_code,
            verdict=verdict,
            appealed=appealed,
            after=after,
            limit=limit + 1,
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


@get("/dossiers/{manifestation_id:uuid}", opt=OPENED)
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


@post("/dossiers/{manifestation_id:uuid}/decisions", status_code=CREATED, opt={**OPENED, EXAMPLE: RULING})
async def decide_dossier(
    *,
    data: JSONBody[RulingBody],
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
    manifestation_id: FromPath[UUID],
    if_match: IfMatch = None,
) -> Response[EligibilityDecided]:
    """Accept or refuse, on the version of the decision that was read; a later decision replaces this one."""
    based_on = expected_version(if_match)
    edition = editions.present
    ruling = data.ruling(at=at_present(), limits=edition.print_limits, grounds=edition.refusal_grounds)
    async with database.transaction() as tx:
        dossier = await decide(tx, manifestation_id=manifestation_id, ruling=ruling, caller=caller, based_on=based_on)
    headers = {"ETag": etag(dossier.version), "Location": dossier_address(site, manifestation_id)}
    return Response(dossier.decided(), headers=headers)


@post("/dossiers/{manifestation_id:uuid}/visibility", status_code=OK, opt={**OPENED, EXAMPLE: {"online": False}})
async def change_visibility(
    *,
    data: JSONBody[VisibilityBody],
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    manifestation_id: FromPath[UUID],
    if_match: IfMatch = None,
) -> Response[EligibilityDecided]:
    """Take an entry offline at once, or put it back as it was; what was decided on it stays."""
    change = put_online if data.online else take_offline
    async with database.transaction() as tx:
        dossier = await change(tx, manifestation_id, caller=caller, based_on=expected_version(if_match))
    return Response(dossier.decided(), headers={"ETag": etag(dossier.version)})
