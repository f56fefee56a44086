"""SQL of B2B events and their slots; of meetings it reads ``taken_tables`` alone, which names nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from asyncpg import Range

from services.matchmaking.b2b_events.errors import B2bEventUnknown
from services.matchmaking.b2b_events.rules import B2bEvent, OpenSlot, Slot, SlotState
from shared.postgres.database import Tx
from shared.postgres.rows import SqlType, arrays, columns, unnest, width

During = Annotated[Range[datetime], SqlType("tstzrange")]


@dataclass(frozen=True, slots=True, kw_only=True)
class B2bEventRow:
    """A row of ``b2b_events``."""

    b2b_event_id: UUID
    name: str
    region_code: str
    during: During
    slot_minutes: int
    tables: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotRow:
    """A row of ``slots``."""

    slot_id: UUID
    b2b_event_id: UUID
    number: int
    during: During
    tables: int


INSERT = f"""
    WITH event AS (
        INSERT INTO b2b_events ({columns(B2bEventRow)})
        SELECT {columns(B2bEventRow)}
        FROM {unnest(B2bEventRow)}
    )
    INSERT INTO slots ({columns(SlotRow)})
    SELECT {columns(SlotRow)}
    FROM {unnest(SlotRow, first=width(B2bEventRow) + 1)}
    """
AS_EVENT = """
    b2b_event_id,
    name,
    region_code,
    lower(during) AS starts_at,
    upper(during) AS ends_at,
    slot_minutes,
    tables
    """
GET = f"SELECT {AS_EVENT} FROM b2b_events WHERE b2b_event_id = $1"
LIST = f"""
    SELECT {AS_EVENT}
    FROM b2b_events
    WHERE $1::timestamptz IS NULL OR (lower(during), b2b_event_id) < ($1, $2)
    ORDER BY lower(during) DESC, b2b_event_id DESC
    LIMIT $3
    """


async def insert_b2b_event(tx: Tx, event: B2bEvent, slots: Sequence[Slot]) -> None:
    """Write an event with its whole grid."""
    row = B2bEventRow(
        b2b_event_id=event.b2b_event_id,
        name=event.name,
        region_code=event.region_code,
        during=Range(event.starts_at, event.ends_at),
        slot_minutes=event.slot_minutes,
        tables=event.tables,
    )
    slot_rows = [
        SlotRow(
            slot_id=slot.slot_id,
            b2b_event_id=event.b2b_event_id,
            number=slot.number,
            during=Range(slot.starts_at, slot.ends_at),
            tables=event.tables,
        )
        for slot in slots
    ]
    await tx.execute(INSERT, *arrays(B2bEventRow, [row]), *arrays(SlotRow, slot_rows))


async def get_b2b_event(tx: Tx, b2b_event_id: UUID) -> B2bEvent:
    """Return an event; raises ``B2bEventUnknown``."""
    row = await tx.fetchrow(GET, b2b_event_id)
    if row is None:
        raise B2bEventUnknown("Aucune rencontre d’affaires ne porte cet identifiant : vérifiez l’adresse.")
    return B2bEvent(**row)


async def list_b2b_events(tx: Tx, *, limit: int, after: tuple[datetime, UUID] | None = None) -> list[B2bEvent]:
    """Return events, the latest first."""
    rows = await tx.fetch(LIST, *(after or (None, None)), limit)
    return [B2bEvent(**row) for row in rows]


async def list_slots(tx: Tx, b2b_event_id: UUID) -> list[SlotState]:
    """Return the slots of an event in their order."""
    rows = await tx.fetch(
        """
        SELECT
            slots.slot_id,
            number,
            lower(during) AS starts_at,
            upper(during) AS ends_at,
            tables - count(table_number)::int AS free_tables
        FROM slots
        LEFT JOIN taken_tables USING (slot_id)
        WHERE b2b_event_id = $1
        GROUP BY slots.slot_id
        ORDER BY number
        """,
        b2b_event_id,
    )
    return [SlotState(**row) for row in rows]


async def find_open_slot(tx: Tx, slot_id: UUID) -> OpenSlot | None:
    """Return a slot with its lowest free tables, as far as this transaction can see."""
    row = await tx.fetchrow(
        """
        SELECT
            slots.slot_id,
            slots.b2b_event_id,
            b2b_events.region_code,
            lower(slots.during) AS starts_at,
            upper(slots.during) AS ends_at,
            slots.tables,
            ARRAY(
                SELECT number
                FROM generate_series(1, slots.tables) AS number
                WHERE NOT EXISTS (
                    SELECT FROM taken_tables
                    WHERE taken_tables.slot_id = slots.slot_id AND table_number = number
                )
                ORDER BY number
                LIMIT 64
            ) AS free
        FROM slots
        JOIN b2b_events USING (b2b_event_id)
        WHERE slots.slot_id = $1
        """,
        slot_id,
    )
    return OpenSlot(**row) if row else None
