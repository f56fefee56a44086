"""Use case: book one slot for two structures; the database's constraints decide who comes first."""

import asyncio
import random
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TypeVar

import asyncpg

from services.matchmaking.meetings.errors import PartyTaken, SlotContested, TableJustTaken
from services.matchmaking.meetings.rules import Meeting
from services.matchmaking.meetings.store.meetings import insert_meeting
from services.matchmaking.meetings.telling import changed
from services.matchmaking.meetings.wish import Wish
from shared.contracts.matchmaking import MEETINGS
from shared.errors import FieldError
from shared.outbox.append import outbox_row
from shared.postgres.database import Tx

T = TypeVar("T")

ATTEMPTS = 12
LONGEST_PAUSE_SECONDS = 0.05
IDENTIFIER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


async def book(tx: Tx, wish: Wish, meeting: Meeting) -> None:
    """Give both the table in the slot, or nothing at all.

    Raises ``PartyTaken``, and where another booking was faster ``TableJustTaken`` or the database's deadlock error;
    the transaction is then lost, and ``in_turn`` makes the next attempt in a new one.
    """
    at = datetime.now(UTC)
    outbox = outbox_row(MEETINGS, changed(meeting, at=at))
    try:
        await insert_meeting(tx, meeting, tables=wish.slot.tables, at=at, outbox=outbox)
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name != "meetings_one_per_table":
            raise
        raise TableJustTaken("Un autre rendez-vous vient de prendre cette table : réessayez.") from error
    except asyncpg.ExclusionViolationError as error:
        if error.constraint_name != "meeting_parties_one_meeting_at_a_time":
            raise
        raise _party_taken(wish, error) from error


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
        return PartyTaken(f"L’une des deux structures a déjà un rendez-vous {wish.when} : choisissez un autre créneau.")
    sentence = (
        f"« {wish.names[place]} » a déjà un rendez-vous {wish.when} : choisissez un autre créneau, ou annulez "
        "d’abord ce rendez-vous."
    )
    fault = FieldError(
        pointer=f"/structure_ids/{place}",
        code="structure_taken",
        message=sentence,
        value=str(wish.structure_ids[place]),
    )
    return PartyTaken(sentence, errors=[fault])
