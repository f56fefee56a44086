"""Use case: what the other capabilities ask of events."""

from uuid import UUID

from services.matchmaking.b2b_events import store
from services.matchmaking.b2b_events.rules import B2bEvent, OpenSlot, SlotState
from shared.postgres.database import Tx


async def look_up_b2b_event(tx: Tx, b2b_event_id: UUID) -> B2bEvent:
    """Return an event; raises ``B2bEventUnknown``."""
    return await store.get_b2b_event(tx, b2b_event_id)


async def look_up_slots(tx: Tx, b2b_event_id: UUID) -> list[SlotState]:
    """Return the slots of an event in their order."""
    return await store.list_slots(tx, b2b_event_id)


async def look_up_open_slot(tx: Tx, slot_id: UUID) -> OpenSlot | None:
    """Return a slot with its lowest free tables, as far as this transaction can see; None where there is no such."""
    return await store.find_open_slot(tx, slot_id)
