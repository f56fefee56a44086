"""Use case: book one slot for two structures; the database's constraints decide who comes first."""

import asyncio
import random
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID, uuid4

import asyncpg

from services.matchmaking.events.store import OpenSlot, find_open_slot
from services.matchmaking.meetings.errors import EverySeatTaken, PartyTaken, SlotContested, TableJustTaken
from services.matchmaking.meetings.rules import choose_table, pair_faults, zone_of
from services.matchmaking.meetings.store import Meeting, insert_meeting
from services.matchmaking.meetings.telling import changed
from services.matchmaking.structures.store import find_known
from shared.contracts.matchmaking import MEETINGS
from shared.errors import FieldError, FieldsRefused
from shared.http.french import moments
from shared.http.refusals import DETAIL
from shared.outbox.append import outbox_row
from shared.postgres.database import Tx

T = TypeVar("T")

ATTEMPTS = 12
LONGEST_PAUSE_SECONDS = 0.05
IDENTIFIER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A meeting that could be; whether slot and parties are free shows when it is booked."""

    slot: OpenSlot
    structure_ids: tuple[UUID, UUID]
    names: tuple[str, str]


async def book(tx: Tx, wish: Wish, *, attempt: int = 0) -> Meeting:
    """Give both a free table in the slot, or nothing at all.

    Raises ``EverySeatTaken``, ``PartyTaken``, and where another booking was faster ``TableJustTaken`` or the database's
    deadlock error; the transaction is then lost, and ``in_turn`` makes the next attempt in a new one.
    """
    slot = wish.slot
    if not slot.free:
        raise EverySeatTaken(
            f"Toutes les tables ({slot.tables}) sont prises {_when(slot)} : choisissez un autre créneau, ou réessayez "
            "si un rendez-vous est annulé."
        )
    meeting = Meeting(
        meeting_id=uuid4(),
        version=1,
        state="booked",
        b2b_event_id=slot.b2b_event_id,
        region_code=slot.region_code,
        slot_id=slot.slot_id,
        structure_ids=wish.structure_ids,
        structure_names=wish.names,
        table_number=choose_table(slot.free, attempt=attempt, draw=random.random()),  # noqa: S311  spreads rivals
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
    )
    event = changed(meeting, at=datetime.now(UTC))
    try:
        await insert_meeting(tx, event, slot_id=slot.slot_id, tables=slot.tables, outbox=outbox_row(MEETINGS, event))
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name != "meetings_one_per_table":
            raise
        raise TableJustTaken("Un autre rendez-vous vient de prendre cette table : réessayez.") from error
    except asyncpg.ExclusionViolationError as error:
        if error.constraint_name != "meeting_parties_one_meeting_at_a_time":
            raise
        raise _party_taken(wish, error) from error
    return meeting


async def wish_for(tx: Tx, *, slot_id: UUID, structure_ids: Sequence[UUID]) -> Wish:
    """Look up slot and structures; raises ``FieldsRefused`` with everything that is wrong with either."""
    slot = await find_open_slot(tx, slot_id)
    known = await find_known(tx, structure_ids)
    faults = [] if slot else [_slot_unknown(slot_id)]
    faults += pair_faults(structure_ids, known)
    if faults or slot is None:
        raise FieldsRefused(DETAIL, errors=faults)
    first, second = structure_ids
    return Wish(slot=slot, structure_ids=(first, second), names=(known[first].name, known[second].name))


async def in_turn(attempt: Callable[[int], Awaitable[T]]) -> T:
    """Call ``attempt`` with 0, 1, … while all it lost is a race; each call opens a transaction of its own."""
    for number in range(ATTEMPTS):
        try:
            return await attempt(number)
        except (TableJustTaken, asyncpg.DeadlockDetectedError, asyncpg.SerializationError):
            await asyncio.sleep(random.uniform(0, LONGEST_PAUSE_SECONDS))  # noqa: S311  spreads rivals
    raise SlotContested(
        "Beaucoup de réservations portent sur ce créneau en ce moment : réessayez dans quelques secondes, avec la même "
        "clé.",
        retry_after_seconds=2,
    )


def _party_taken(wish: Wish, error: asyncpg.ExclusionViolationError) -> PartyTaken:
    """Name the party: the database's words change with its language, the identifier in them does not."""
    found = IDENTIFIER.search(error.detail or "")
    place = next((place for place, each in enumerate(wish.structure_ids) if found and str(each) == found[0]), None)
    if place is None:
        return PartyTaken(
            f"L’une des deux structures a déjà un rendez-vous {_when(wish.slot)} : choisissez un autre créneau."
        )
    sentence = (
        f"« {wish.names[place]} » a déjà un rendez-vous {_when(wish.slot)} : choisissez un autre créneau, ou annulez "
        "d’abord ce rendez-vous."
    )
    fault = FieldError(
        pointer=f"/structure_ids/{place}",
        code="structure_taken",
        message=sentence,
        value=str(wish.structure_ids[place]),
    )
    return PartyTaken(sentence, errors=[fault])


def _slot_unknown(slot_id: UUID) -> FieldError:
    return FieldError(
        pointer="/slot_id",
        code="slot_unknown",
        message=f"Aucun créneau ne porte l’identifiant « {slot_id} » : reprenez-en un de GET /b2b-events/….",
        value=str(slot_id),
    )


def _when(slot: OpenSlot) -> str:
    """``le samedi 14 novembre 2026, 10 h – 10 h 15``."""
    return f"le {moments(slot.starts_at, slot.ends_at, zone_of(slot.region_code))}"
