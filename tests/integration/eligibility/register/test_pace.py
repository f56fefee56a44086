"""One pace for all processes of the service: they meet in the database."""

import asyncio

import pytest

from services.eligibility.register.pace import LONGEST_WAIT_SECONDS, SharedPace
from shared.postgres.database import Database
from tests.integration.eligibility.support import rows


async def seconds_ahead(database: Database) -> float:
    """Return how far off the next turn is."""
    [row] = await rows(
        database, "SELECT extract(epoch FROM next_at - clock_timestamp())::float8 AS ahead FROM register_turns"
    )
    return float(row["ahead"])


async def test_turns_of_several_processes_are_spaced_as_those_of_one(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []

    async def note(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr("services.eligibility.register.pace.asyncio.sleep", note)
    first, second = SharedPace(database, per_second=0.5), SharedPace(database, per_second=0.5)

    assert [True] * 4 == [await pace.turn() for pace in (first, second, first, second)]
    assert 6 < await seconds_ahead(database) <= 8
    assert [0, 1, 2, 3] == [round(wait / 2 + 0.49) for wait in waits]


async def test_a_turn_that_is_too_far_off_is_not_taken(database: Database) -> None:
    pace = SharedPace(database, per_second=7)
    await pace.put_off(LONGEST_WAIT_SECONDS + 60)

    assert not await pace.turn()
    assert LONGEST_WAIT_SECONDS < await seconds_ahead(database) <= LONGEST_WAIT_SECONDS + 60


async def test_a_pause_is_never_shortened_by_a_shorter_one(database: Database) -> None:
    pace = SharedPace(database, per_second=7)
    await asyncio.gather(pace.put_off(60), pace.put_off(1))

    assert 50 < await seconds_ahead(database) <= 60


async def test_without_the_database_it_is_nobodys_turn() -> None:
    nowhere = Database("postgresql://nobody@127.0.0.1:9/nothing")

    pace = SharedPace(nowhere, per_second=7)
    await pace.put_off(1)
    assert not await pace.turn()
