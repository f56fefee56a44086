"""The door for B2B events: open one, read them."""

from typing import Annotated
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, JSONBody, QueryParameter
from litestar.response.base import ASGIResponse

from services.matchmaking.b2b_events.answers import B2bEventAnswer, B2bEventListAnswer, b2b_event_answer
from services.matchmaking.b2b_events.bodies import B2bEventBody
from services.matchmaking.b2b_events.open_b2b_event import keep_b2b_event, lay_out
from services.matchmaking.b2b_events.store import get_b2b_event, list_b2b_events, list_slots
from shared.contracts.content import Instant
from shared.http.access import opened_to
from shared.http.cursor import Cursors
from shared.http.idempotency import response
from shared.http.site import Site
from shared.idempotency.repeatable import Answer, Repeatable
from shared.idempotency.store import find_answer, get_answer, keep_answer
from shared.identity.caller import Caller, require_in_charge
from shared.postgres.database import Database

CREATED = 201


@post(
    "/b2b-events",
    status_code=CREATED,
    opt=opened_to("moderator", "national", "service"),
    responses={CREATED: ResponseSpec(data_container=B2bEventAnswer, description="Opened, address in Location")},
)
async def open_b2b_event(
    *,
    database: NamedDependency[Database],
    site: NamedDependency[Site],
    caller: NamedDependency[Caller],
    repeatable: NamedDependency[Repeatable],
    data: JSONBody[B2bEventBody],
) -> ASGIResponse:
    """Open an event with its grid of slots; for the region's moderators, the national team and services."""
    require_in_charge(caller, data.region_code)

    async with database.transaction() as tx:
        if known := await find_answer(tx, repeatable):
            return response(known)
        event, slots = lay_out(
            name=data.name,
            region_code=data.region_code,
            starts_at=data.starts_at,
            slot_minutes=data.slot_minutes,
            slots=data.slots,
            tables=data.tables,
        )
        body = b2b_event_answer(site, event, slots)
        answer = Answer.of(CREATED, body, {"Location": body.links["self"]})
        if not await keep_answer(tx, repeatable, answer):
            return response(await get_answer(tx, repeatable))
        await keep_b2b_event(tx, event, slots)
    return response(answer)


@get("/b2b-events")
async def list_all_b2b_events(
    *,
    database: NamedDependency[Database],
    cursors: NamedDependency[Cursors],
    site: NamedDependency[Site],
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, QueryParameter(description="Value of `next` on the page before.")] = None,
) -> B2bEventListAnswer:
    """List events, the latest first, without their slots."""
    after = cursors.decode(cursor, tuple[Instant, UUID])
    async with database.transaction(readonly=True) as tx:
        found = await list_b2b_events(tx, limit=limit + 1, after=after)
    shown = found[:limit]
    following = cursors.encode((shown[-1].starts_at, shown[-1].b2b_event_id)) if len(found) > limit else None
    return B2bEventListAnswer(items=[b2b_event_answer(site, event) for event in shown], next=following)


@get("/b2b-events/{b2b_event_id:uuid}")
async def show_b2b_event(
    database: NamedDependency[Database], site: NamedDependency[Site], b2b_event_id: FromPath[UUID]
) -> B2bEventAnswer:
    """Show one event with its slots and how many tables are free in each."""
    async with database.transaction(readonly=True) as tx:
        event = await get_b2b_event(tx, b2b_event_id)
        slots = await list_slots(tx, b2b_event_id)
    return b2b_event_answer(site, event, slots)
