"""SQL of B2B events and their slots."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.matchmaking.meetings.errors import B2bEventUnknown
from services.matchmaking.meetings.rules import Slot
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class B2bEvent:
    """A B2B event: a grid of slots by tables."""

    b2b_event_id: UUID
    name: str
    region_code: str
    starts_at: datetime
    ends_at: datetime
    slot_minutes: int
    tables: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotState:
    """A slot and how many of its tables are free."""

    slot_id: UUID
    number: int
    starts_at: datetime
    ends_at: datetime
    free_tables: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSlot:
    """What a booking must know of its slot."""

    slot_id: UUID
    b2b_event_id: UUID
    region_code: str
    starts_at: datetime
    ends_at: datetime
    tables: int
    free: list[int]
    """The lowest free tables, in ascending order; not all of a large hall."""


async def insert_b2b_event(tx: Tx, event: B2bEvent, slots: Sequence[Slot]) -> None:
    """Write an event with its whole grid."""
    await tx.execute(
        """
        WITH event AS (
            INSERT INTO b2b_events (b2b_event_id, name, region_code, during, slot_minutes, tables)
            VALUES ($1, $2, $3, tstzrange($4, $5), $6, $7)
            RETURNING b2b_event_id, tables
        )
        INSERT INTO slots (slot_id, b2b_event_id, number, during, tables)
        SELECT slot_id, b2b_event_id, number, tstzrange(starts_at, ends_at), tables
        FROM event
        CROSS JOIN unnest($8::uuid[], $9::int[], $10::timestamptz[], $11::timestamptz[])
            AS incoming (slot_id, number, starts_at, ends_at)
        """,
        event.b2b_event_id,
        event.name,
        event.region_code,
        event.starts_at,
        event.ends_at,
        event.slot_minutes,
        event.tables,
        [slot.slot_id for slot in slots],
        [slot.number for slot in slots],
        [slot.starts_at for slot in slots],
        [slot.ends_at for slot in slots],
    )


async def get_b2b_event(tx: Tx, b2b_event_id: UUID) -> B2bEvent:
    """Return an event; raises ``B2bEventUnknown``."""
    row = await tx.fetchrow(
        """
        SELECT
            b2b_event_id,
            name,
            region_code,
            lower(during) AS starts_at,
            upper(during) AS ends_at,
            slot_minutes,
            tables
        FROM b2b_events
        WHERE b2b_event_id = $1
        """,
        b2b_event_id,
    )
    if row is None:
        raise B2bEventUnknown("Aucune rencontre d’affaires ne porte cet identifiant : vérifiez l’adresse.")
    return B2bEvent(**row)


async def list_b2b_events(tx: Tx, *, limit: int, after: tuple[datetime, UUID] | None = None) -> list[B2bEvent]:
    """Return events, the latest first."""
    rows = await tx.fetch(
        """
        SELECT
            b2b_event_id,
            name,
            region_code,
            lower(during) AS starts_at,
            upper(during) AS ends_at,
            slot_minutes,
            tables
        FROM b2b_events
        WHERE $1::timestamptz IS NULL OR (lower(during), b2b_event_id) < ($1, $2)
        ORDER BY lower(during) DESC, b2b_event_id DESC
        LIMIT $3
        """,
        *(after or (None, None)),
        limit,
    )
    return [B2bEvent(**row) for row in rows]


async def list_slots(tx: Tx, b2b_event_id: UUID) -> list[SlotState]:
    """Return the slots of an event in their order."""
    rows = await tx.fetch(
        """
        SELECT
            slots.slot_id,
            number,
            lower(slots.during) AS starts_at,
            upper(slots.during) AS ends_at,
            slots.tables - count(meeting_id)::int AS free_tables
        FROM slots
        LEFT JOIN meetings ON meetings.slot_id = slots.slot_id AND state = 'booked'
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
                    SELECT FROM meetings
                    WHERE meetings.slot_id = slots.slot_id AND table_number = number AND state = 'booked'
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
