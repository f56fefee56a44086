"""Requests that share a statement: who waits for whom, and whose fault is whose."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import asyncpg
import pytest

from shared.errors import Unavailable
from shared.postgres.database import Database, Tx
from shared.postgres.together import MOST
from tests.support.eventually import eventually
from tests.support.postgres import FreshDatabase

LOCK = 4711
AN_HOUR = 3600
asked_at_once: list[list[int]] = []


async def parts(tx: Tx, numbers: Sequence[int]) -> list[int]:
    """Divide 100 by each number; 1 waits for the lock, 0 is the database's fault to find."""
    asked_at_once.append(list(numbers))
    if 1 in numbers:
        await tx.execute("SELECT pg_advisory_xact_lock($1)", LOCK)
    rows = await tx.fetch("SELECT 100 / number AS part FROM unnest($1::int[]) AS asked (number)", numbers)
    return [row["part"] for row in rows]


@pytest.fixture
async def database(fresh_database: FreshDatabase) -> AsyncIterator[Database]:
    asked_at_once.clear()
    database = Database(await fresh_database("submission"))
    yield database
    await database.close()


async def held_up_at_the_lock(database: Database) -> "asyncio.Task[int]":
    """Ask for what waits for the lock, and return once it does."""
    task = asyncio.create_task(database.together(parts, 1))

    async def waiting() -> bool:
        async with database.autocommit() as connection:
            return bool(
                await connection.fetchval(
                    "SELECT true FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND NOT granted", LOCK
                )
            )

    await eventually(waiting)
    return task


async def test_who_asks_alone_is_served_alone(database: Database) -> None:
    assert [await database.together(parts, number) for number in (2, 4)] == [50, 25]
    assert asked_at_once == [[2], [4]]


async def test_what_is_asked_at_the_same_moment_is_one_statement_and_each_gets_its_own(database: Database) -> None:
    assert await asyncio.gather(*(database.together(parts, number) for number in (2, 4, 5))) == [50, 25, 20]
    assert asked_at_once == [[2, 4, 5]]


async def test_the_fault_of_one_is_nobody_elses(database: Database) -> None:
    outcomes = await asyncio.gather(*(database.together(parts, number) for number in (2, 0, 5)), return_exceptions=True)

    assert (outcomes[0], outcomes[2]) == (50, 20)
    assert isinstance(outcomes[1], asyncpg.DivisionByZeroError)


async def test_who_waits_for_a_lock_does_not_hold_up_those_who_come_later(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.execute("SELECT pg_advisory_xact_lock($1)", LOCK)
        held_up = await held_up_at_the_lock(database)
        async with asyncio.timeout(5):
            assert await database.together(parts, 4) == 25
        assert not held_up.done()

    assert await held_up == 100


async def test_of_a_crowd_one_part_is_served_while_another_still_is(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.postgres.together.HELD_UP_SECONDS", AN_HOUR)
    crowd = range(1, 2 * MOST + 1)
    async with database.transaction() as tx:
        await tx.execute("SELECT pg_advisory_xact_lock($1)", LOCK)
        first, *others = [asyncio.create_task(database.together(parts, number)) for number in crowd]
        async with asyncio.timeout(5):
            served = await asyncio.gather(*others[MOST - 1 :])
        assert not first.done()

    assert served == [100 // number for number in crowd[MOST:]]
    assert asked_at_once == [list(crowd[:MOST]), list(crowd[MOST:])]
    assert await first == 100
    await asyncio.gather(*others)


async def test_what_was_given_up_before_its_turn_is_not_done(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.execute("SELECT pg_advisory_xact_lock($1)", LOCK)
        held_up = await held_up_at_the_lock(database)
        given_up = asyncio.create_task(database.together(parts, 4))
        await asyncio.sleep(0)
        given_up.cancel()
        assert await database.together(parts, 5) == 20

    assert await held_up == 100
    assert asked_at_once == [[1], [5]]


async def test_where_all_who_waited_gave_up_the_database_is_not_asked(database: Database) -> None:
    before = asyncio.all_tasks()
    async with database.transaction() as tx:
        await tx.execute("SELECT pg_advisory_xact_lock($1)", LOCK)
        await held_up_at_the_lock(database)
        given_up = asyncio.create_task(database.together(parts, 4))
        await asyncio.sleep(0)
        given_up.cancel()

    await asyncio.wait(asyncio.all_tasks() - before)
    assert asked_at_once == [[1]]


async def test_without_a_database_each_is_told_so() -> None:
    nowhere = Database("postgresql://nobody@127.0.0.1:1/none")
    outcomes = await asyncio.gather(*(nowhere.together(parts, number) for number in (2, 4)), return_exceptions=True)

    assert [type(outcome) for outcome in outcomes] == [Unavailable, Unavailable]
