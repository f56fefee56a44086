"""The door for meetings: book, read, cancel."""

from typing import Annotated
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, JSONBody, QueryParameter
from litestar.response.base import ASGIResponse

from services.matchmaking.b2b_events.look_up import look_up_b2b_event
from services.matchmaking.meetings.access import require_reader
from services.matchmaking.meetings.answers import MeetingAnswer, MeetingListAnswer, meeting_answer
from services.matchmaking.meetings.bodies import MeetingBody
from services.matchmaking.meetings.book import book, in_turn
from services.matchmaking.meetings.cancel import cancel
from services.matchmaking.meetings.rules import Meeting
from services.matchmaking.meetings.store.meetings import get_meeting, list_meetings, lock_meeting
from services.matchmaking.meetings.wish import meeting_at_a_free_table, wish_for
from shared.contracts.content import Instant
from shared.contracts.matchmaking import MeetingState
from shared.errors import DomainError
from shared.http.access import opened_to
from shared.http.conditional import IfMatch, etag, expected_version
from shared.http.cursor import Cursors
from shared.http.idempotency import response
from shared.http.site import Site
from shared.idempotency.repeatable import Answer, Repeatable
from shared.idempotency.store import find_answer, get_answer, keep_answer
from shared.identity.caller import Caller, require_in_charge
from shared.postgres.database import Database

CREATED = 201


@post(
    "/meetings",
    status_code=CREATED,
    opt=opened_to("moderator", "national", "service"),
    responses={CREATED: ResponseSpec(data_container=MeetingAnswer, description="Booked, address in Location")},
)
async def book_meeting(
    *,
    database: NamedDependency[Database],
    site: NamedDependency[Site],
    caller: NamedDependency[Caller],
    repeatable: NamedDependency[Repeatable],
    data: JSONBody[MeetingBody],
) -> ASGIResponse:
    """Book a slot for two structures; 409 where one of them or every table is taken.

    For the moderators of the event's region, the national team and services.
    """

    async def attempt(number: int) -> Answer:
        async with database.transaction() as tx:
            if known := await find_answer(tx, repeatable):
                return known
            try:
                wish = await wish_for(tx, slot_id=data.slot_id, structure_ids=data.structure_ids)
                require_in_charge(caller, wish.slot.region_code)
                meeting = meeting_at_a_free_table(wish, attempt=number)
            except DomainError:
                # The same request may have come through meanwhile, and taken the table that this one misses.
                if known := await find_answer(tx, repeatable):
                    return known
                raise
            answer = _created(meeting_answer(site, meeting))
            if not await keep_answer(tx, repeatable, answer):
                return await get_answer(tx, repeatable)
            await book(tx, wish, meeting)
            return answer

    return response(await in_turn(attempt))


@get("/meetings", opt=opened_to("moderator", "national", "service"))
async def list_booked_meetings(
    *,
    database: NamedDependency[Database],
    cursors: NamedDependency[Cursors],
    site: NamedDependency[Site],
    caller: NamedDependency[Caller],
    b2b_event: Annotated[UUID | None, QueryParameter(description="Those of one B2B event.")] = None,
    structure: Annotated[UUID | None, QueryParameter(description="Those of one structure.")] = None,
    # The framework keeps the name "state" for itself.
    only: Annotated[
        MeetingState | None, QueryParameter(name="state", description="Left out, cancelled ones are listed too.")
    ] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=500)] = 100,
    cursor: Annotated[str | None, QueryParameter(description="Value of `next` on the page before.")] = None,
) -> MeetingListAnswer:
    """List meetings, in the order of time and table; a moderator's list is that of the region."""
    after = cursors.decode(cursor, tuple[Instant, int, UUID])
    async with database.transaction(readonly=True) as tx:
        if b2b_event is not None:
            require_in_charge(caller, (await look_up_b2b_event(tx, b2b_event)).region_code)
        found = await list_meetings(
            tx,
            b2b_event_id=b2b_event,
            region_code=caller.region_code,
            structure_id=structure,
            state=only,
            limit=limit + 1,
            after=after,
        )
    shown = found[:limit]
    last = shown[-1] if len(found) > limit else None
    following = cursors.encode((last.starts_at, last.table_number, last.meeting_id)) if last else None
    return MeetingListAnswer(items=[meeting_answer(site, meeting) for meeting in shown], next=following)


@get("/meetings/{meeting_id:uuid}")
async def show_meeting(
    *,
    database: NamedDependency[Database],
    site: NamedDependency[Site],
    caller: NamedDependency[Caller],
    meeting_id: FromPath[UUID],
) -> Response[MeetingAnswer]:
    """Show one meeting, booked or cancelled, to those it concerns; its ETag is what a cancellation asks for."""
    async with database.transaction(readonly=True) as tx:
        meeting = await get_meeting(tx, meeting_id)
    require_reader(caller, meeting)
    return _answer(site, meeting)


@post(
    "/meetings/{meeting_id:uuid}/cancellation",
    status_code=200,
    opt=opened_to("moderator", "national", "service"),
)
async def cancel_meeting(
    *,
    database: NamedDependency[Database],
    site: NamedDependency[Site],
    caller: NamedDependency[Caller],
    meeting_id: FromPath[UUID],
    if_match: IfMatch = None,
) -> Response[MeetingAnswer]:
    """Cancel a meeting: both structures and the table are free again."""
    expected = expected_version(if_match)
    async with database.transaction() as tx:
        meeting = await lock_meeting(tx, meeting_id)
        require_in_charge(caller, meeting.region_code)
        meeting = await cancel(tx, meeting, expected_version=expected)
    return _answer(site, meeting)


def _created(answer: MeetingAnswer) -> Answer:
    return Answer.of(CREATED, answer, {"Location": answer.links["self"], "ETag": etag(answer.version)})


def _answer(site: Site, meeting: Meeting) -> Response[MeetingAnswer]:
    return Response(meeting_answer(site, meeting), headers={"ETag": etag(meeting.version)})
