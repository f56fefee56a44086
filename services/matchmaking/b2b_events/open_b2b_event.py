"""Use case: open a B2B event with its whole grid of slots."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from services.matchmaking.b2b_events.rules import B2bEvent, Slot, SlotState, grid
from services.matchmaking.b2b_events.store import insert_b2b_event
from shared.postgres.database import Tx


async def keep_b2b_event(tx: Tx, event: B2bEvent, slots: Sequence[Slot]) -> None:
    """Keep an event that was laid out."""
    await insert_b2b_event(tx, event, slots)


def lay_out(
    *, name: str, region_code: str, starts_at: datetime, slot_minutes: int, slots: int, tables: int
) -> tuple[B2bEvent, list[SlotState]]:
    """Draw an event with its grid; every table of every slot is free."""
    b2b_event_id = uuid4()
    laid_out = grid(b2b_event_id, starts_at=starts_at, slot_minutes=slot_minutes, slots=slots)
    event = B2bEvent(
        b2b_event_id=b2b_event_id,
        name=name,
        region_code=region_code,
        starts_at=laid_out[0].starts_at,
        ends_at=laid_out[-1].ends_at,
        slot_minutes=slot_minutes,
        tables=tables,
    )
    return event, [
        SlotState(
            slot_id=slot.slot_id,
            number=slot.number,
            starts_at=slot.starts_at,
            ends_at=slot.ends_at,
            free_tables=tables,
        )
        for slot in laid_out
    ]
