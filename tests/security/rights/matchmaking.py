"""The doors of matchmaking."""

from datetime import timedelta
from uuid import UUID

from services.matchmaking.meetings.rules import Meeting
from tests.integration.matchmaking.hall import EVENT, MORNING, book_one, slots, structures
from tests.security.rights.asking import Door, Request, Scene, numbers, once, simple

ONE, OTHER = "La Coopérative du rivage", "La Mutuelle des landes"


async def opened(scene: Scene) -> tuple[UUID, list[UUID]]:
    """Open one more event in region 53 with one slot, and make two structures known."""
    known = await structures(scene.database, ONE, OTHER)
    [slot_id] = await slots(scene.database, starts_at=MORNING + timedelta(days=next(numbers)))
    return slot_id, known


async def booked(scene: Scene) -> Meeting:
    slot_id, known = await opened(scene)
    return await book_one(scene.database, slot_id, known)


async def event_of(scene: Scene, slot_id: UUID) -> UUID:
    async with scene.database.transaction(readonly=True) as tx:
        return UUID(str(await tx.fetchval("SELECT b2b_event_id FROM slots WHERE slot_id = $1", slot_id)))


async def show_structure(scene: Scene) -> Request:
    _, known = await opened(scene)
    return Request(path=f"/structures/{known[0]}")


async def show_event(scene: Scene) -> Request:
    slot_id, _ = await opened(scene)
    return Request(path=f"/b2b-events/{await event_of(scene, slot_id)}")


async def show_grid(scene: Scene) -> Request:
    meeting = await booked(scene)
    path = f"/rencontres/{await event_of(scene, meeting.slot_id)}"
    return Request(path=path, shows=ONE)


async def book(scene: Scene) -> Request:
    slot_id, known = await opened(scene)
    body = {"slot_id": str(slot_id), "structure_ids": [str(each) for each in known]}
    return Request(path="/meetings", sent={"json": body}, headers=once())


async def list_meetings(scene: Scene) -> Request:
    meeting = await booked(scene)
    return Request(path="/meetings?limit=500", shows=str(meeting.meeting_id))


async def show(scene: Scene) -> Request:
    return Request(path=f"/meetings/{(await booked(scene)).meeting_id}")


async def cancel(scene: Scene) -> Request:
    meeting = await booked(scene)
    return Request(path=f"/meetings/{meeting.meeting_id}/cancellation", headers={"If-Match": '"1"'})


DOORS = [
    simple("GET", "/"),
    simple("GET", "/rencontres"),
    Door(method="GET", route="/rencontres/{b2b_event_id}", prepare=show_grid),
    simple("GET", "/structures"),
    Door(method="GET", route="/structures/{structure_id}", prepare=show_structure),
    simple("GET", "/b2b-events"),
    simple("POST", "/b2b-events", json=EVENT),
    Door(method="GET", route="/b2b-events/{b2b_event_id}", prepare=show_event),
    Door(method="GET", route="/meetings", prepare=list_meetings),
    Door(method="POST", route="/meetings", prepare=book),
    Door(method="GET", route="/meetings/{meeting_id}", prepare=show),
    Door(method="POST", route="/meetings/{meeting_id}/cancellation", prepare=cancel),
]
