import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import pytest

from services.matchmaking.meetings.cancel import cancel
from services.matchmaking.meetings.rules import Meeting
from services.matchmaking.meetings.store.meetings import lock_meeting
from shared.errors import Conflict
from shared.postgres.database import Database
from tests.integration.matchmaking.hall import MORNING, book_one, faults, rows, slots, structures

WRITERS = 64


async def crowd(database: Database) -> tuple[list[UUID], list[UUID]]:
    """Open two events that run at the same time with slots out of step, and few structures for many wishes."""
    hot = await slots(database, count=3, tables=4)
    hot += await slots(database, count=2, tables=3, starts_at=MORNING + timedelta(minutes=7), slot_minutes=20)
    return hot, await structures(database, *(f"Structure n° {number}" for number in range(14)))


async def connect_everybody(database: Database) -> None:
    """Open every connection of the pool, so that what follows spends its time in the database."""
    everybody = asyncio.Barrier(WRITERS)

    async def connect() -> None:
        async with database.transaction(readonly=True):
            await everybody.wait()

    await asyncio.gather(*(connect() for _ in range(WRITERS)))


def wishes(hot: Sequence[UUID], present: Sequence[UUID], *, seed: int) -> list[tuple[UUID, list[UUID]]]:
    rng = random.Random(seed)  # noqa: S311 -- wishes, not secrets
    return [(rng.choice(hot), rng.sample(list(present), 2)) for _ in range(WRITERS)]


async def test_sixty_four_writers_on_hot_slots_book_nothing_twice_and_nothing_by_half(database: Database) -> None:
    hot, present = await crowd(database)

    outcomes: list[Meeting | BaseException] = []
    for round_number in range(4):
        outcomes += await asyncio.gather(
            *(book_one(database, slot_id, pair) for slot_id, pair in wishes(hot, present, seed=round_number)),
            return_exceptions=True,
        )

    booked = [outcome for outcome in outcomes if isinstance(outcome, Meeting)]
    refused = [outcome for outcome in outcomes if not isinstance(outcome, Meeting)]
    assert not [outcome for outcome in refused if not isinstance(outcome, Conflict)]
    assert Counter(type(outcome).__name__ for outcome in refused).keys() <= {"PartyTaken", "EveryTableTaken"}
    assert booked
    assert refused
    assert {row["meeting_id"] for row in await rows(database, "SELECT meeting_id FROM meetings")} == {
        meeting.meeting_id for meeting in booked
    }
    assert not any((await faults(database)).values())


async def test_every_table_of_a_hot_slot_gets_its_meeting(database: Database) -> None:
    [slot_id] = await slots(database, tables=20)
    present = await structures(database, *(f"Structure n° {number}" for number in range(2 * WRITERS)))
    pairs = [present[place : place + 2] for place in range(0, len(present), 2)]

    outcomes = await asyncio.gather(*(book_one(database, slot_id, pair) for pair in pairs), return_exceptions=True)

    tables = sorted(outcome.table_number for outcome in outcomes if isinstance(outcome, Meeting))
    assert tables == list(range(1, 21))
    refusals = Counter(type(outcome).__name__ for outcome in outcomes if not isinstance(outcome, Meeting))
    assert refusals == {"EveryTableTaken": WRITERS - 20}
    assert not any((await faults(database)).values())


@pytest.mark.parametrize("seed", range(3))
async def test_writers_cut_off_in_mid_flight_leave_whole_meetings_or_none(database: Database, seed: int) -> None:
    hot, present = await crowd(database)
    await connect_everybody(database)
    tasks = [
        asyncio.create_task(book_one(database, slot_id, pair))
        for slot_id, pair in wishes(hot, present, seed=100 + seed)
    ]
    survivors, victims = tasks[::2], tasks[1::2]

    async def cut_off(survivor: "asyncio.Task[Meeting]", victim: "asyncio.Task[Meeting]") -> None:
        # When another one is through: some victims have not begun by then, some are in mid-statement, some are done.
        await asyncio.wait([survivor])
        victim.cancel()

    await asyncio.gather(*(cut_off(*pair) for pair in zip(survivors, victims, strict=True)))
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)

    strange = [outcome for outcome in outcomes if not isinstance(outcome, Meeting | Conflict | asyncio.CancelledError)]
    assert not strange
    assert any(isinstance(outcome, asyncio.CancelledError) for outcome in outcomes)
    kept = {row["meeting_id"] for row in await rows(database, "SELECT meeting_id FROM meetings")}
    assert {outcome.meeting_id for outcome in outcomes if isinstance(outcome, Meeting)} <= kept
    assert not any((await faults(database)).values())


async def test_booking_and_cancelling_at_once_never_doubles(database: Database) -> None:
    hot, present = await crowd(database)

    async def book_then_cancel(slot_id: UUID, pair: list[UUID], *, change_of_mind: bool) -> None:
        meeting = await book_one(database, slot_id, pair)
        if change_of_mind:
            async with database.transaction() as tx:
                await cancel(tx, await lock_meeting(tx, meeting.meeting_id), expected_version=1)

    for round_number in range(4):
        outcomes = await asyncio.gather(
            *(
                book_then_cancel(slot_id, pair, change_of_mind=place % 2 == 0)
                for place, (slot_id, pair) in enumerate(wishes(hot, present, seed=200 + round_number))
            ),
            return_exceptions=True,
        )
        assert not [outcome for outcome in outcomes if not isinstance(outcome, Conflict | None)]
        assert [outcome for outcome in outcomes if outcome is not None]

    states = await rows(database, "SELECT DISTINCT state FROM meetings ORDER BY state")
    assert ["booked", "cancelled"] == [row["state"] for row in states]
    assert not any((await faults(database)).values())
