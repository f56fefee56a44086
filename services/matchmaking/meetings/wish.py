"""A meeting that could be: its slot and its two structures, looked up and found fit."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid4

from services.matchmaking.b2b_events.look_up import look_up_open_slot
from services.matchmaking.b2b_events.rules import OpenSlot, zone_of
from services.matchmaking.meetings.errors import EveryTableTaken
from services.matchmaking.meetings.rules import Meeting, choose_table, pair_faults
from services.matchmaking.structures.look_up import look_up_for_booking
from shared.errors import FieldError, FieldsRefused
from shared.french.dates import moments
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Whether slot and parties are free shows when it is booked."""

    slot: OpenSlot
    structure_ids: tuple[UUID, UUID]
    names: tuple[str, str]

    @property
    def when(self) -> str:
        """``le samedi 14 novembre 2026, 10 h – 10 h 15``."""
        return f"le {moments(self.slot.starts_at, self.slot.ends_at, zone_of(self.slot.region_code))}"


async def wish_for(tx: Tx, *, slot_id: UUID, structure_ids: Sequence[UUID]) -> Wish:
    """Look up slot and structures; raises ``FieldsRefused`` with everything that is wrong with either."""
    known = await look_up_for_booking(tx, structure_ids)
    slot = await look_up_open_slot(tx, slot_id)
    faults = [] if slot else [_slot_unknown(slot_id)]
    faults += pair_faults(structure_ids, known, at=slot.starts_at if slot else datetime.now(UTC))
    if faults or slot is None:
        raise FieldsRefused(errors=faults)
    first, second = structure_ids
    return Wish(slot=slot, structure_ids=(first, second), names=(known[first].name, known[second].name))


def meeting_at_a_free_table(wish: Wish, *, attempt: int = 0) -> Meeting:
    """Draw up the meeting that is to be booked; raises ``EveryTableTaken``."""
    slot = wish.slot
    if not slot.free:
        raise EveryTableTaken(
            f"Toutes les tables ({slot.tables}) sont prises {wish.when} : choisissez un autre créneau, ou réessayez "
            "si un rendez-vous est annulé."
        )
    return Meeting(
        meeting_id=uuid4(),
        version=1,
        state="booked",
        origin="chamber",
        b2b_event_id=slot.b2b_event_id,
        region_code=slot.region_code,
        slot_id=slot.slot_id,
        structure_ids=wish.structure_ids,
        structure_names=wish.names,
        table_number=choose_table(slot.free, attempt=attempt, draw=random.random()),  # noqa: S311  spreads rivals
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
    )


def _slot_unknown(slot_id: UUID) -> FieldError:
    return FieldError(
        pointer="/slot_id",
        code="slot_unknown",
        message=f"Aucun créneau ne porte l’identifiant « {slot_id} » : reprenez-en un de GET /b2b-events/….",
        value=str(slot_id),
    )
