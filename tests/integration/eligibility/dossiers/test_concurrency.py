"""The same manifestations judged by several processes at once: nothing doubled, nothing lost, nothing out of order."""

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest

from services.eligibility.dossiers.assess import assess
from shared.contracts.submission import ManifestationChanged
from shared.errors import Unavailable
from shared.postgres.database import Database
from shared.postgres.faults import is_transient
from tests.integration.eligibility.support import (
    assess_all,
    changed,
    desk_of,
    history,
    keep,
    received,
    rows,
    told_decisions,
    told_structures,
)
from tests.support.builders import content
from tests.support.eventually import eventually


async def test_a_zombie_that_judges_the_same_first_version_waits_and_finds_it_judged(database: Database) -> None:
    await keep(database)
    async with _uncommitted(database, changed(1)):
        second = asyncio.create_task(assess_all(database, changed(1)))
        await _blocked(database)
    await second

    assert [(1, 1, "eligible", "rules")] == await history(database, 1)


async def test_a_zombie_that_opens_the_same_dossier_with_a_later_version_is_told_to_look_again(
    database: Database,
) -> None:
    await keep(database)
    async with _uncommitted(database, changed(1, 2)):
        second = asyncio.create_task(assess_all(database, changed(1, 2)))
        await _blocked(database)
    with pytest.raises(Unavailable):
        await second

    await assess_all(database, changed(1, 2))
    assert [(1, 2, "eligible", "rules")] == await history(database, 1)


async def test_two_first_dossiers_of_one_new_structure_at_once_lose_none_of_its_themes(database: Database) -> None:
    await keep(database)
    other = changed(2, content=content(themes=("cooperation",)))
    async with _uncommitted(database, changed(1)):
        second = asyncio.create_task(assess_all(database, other))
        await _blocked(database)
    await second

    assert ("cooperation", "developpement-durable") == (await told_structures(database))[-1].themes


async def test_two_dossiers_of_one_known_structure_wait_for_each_other(database: Database) -> None:
    await keep(database)
    await assess_all(database, changed(1, content=content(themes=("sport",))))
    async with _uncommitted(database, changed(2, content=content(themes=("culture",)))):
        second = asyncio.create_task(assess_all(database, changed(3, content=content(themes=("cooperation",)))))
        await _blocked(database)
    await second

    assert [("sport",), ("culture", "sport"), ("cooperation", "culture", "sport")] == [
        structure.themes for structure in await told_structures(database)
    ]


async def test_an_amendment_waits_for_a_decision_at_hand_and_then_builds_on_it(database: Database) -> None:
    await keep(database)
    await assess_all(database, changed(1))
    async with _uncommitted(database, changed(1, 2)):
        second = asyncio.create_task(assess_all(database, changed(1, 3)))
        await _blocked(database)
    await second

    assert [(1, 1), (2, 2), (3, 3)] == [line[:2] for line in await history(database, 1)]


async def test_zombies_and_duplicates_at_once_leave_one_line_of_versions(database: Database) -> None:
    await keep(database)
    numbers, versions = range(1, 13), range(1, 5)
    chance = random.Random(7)  # noqa: S311  the same batches in every run
    batches = [
        [changed(number, chance.choice(versions)) for number in sorted(chance.sample(numbers, 6))] for _ in range(40)
    ]
    batches.append([changed(number, versions[-1]) for number in numbers])

    await asyncio.gather(*(_as_the_consumer_does(database, batch) for batch in batches))

    for number in numbers:
        lines = await history(database, number)
        judged = [line[1] for line in lines]
        assert list(range(1, len(lines) + 1)) == [line[0] for line in lines]
        assert sorted(set(judged)) == judged
        assert versions[-1] == judged[-1]
    told = [(event.manifestation_id, event.version) for event in await told_decisions(database)]
    assert len(told) == len(set(told))
    structures = [structure.version for structure in await told_structures(database)]
    assert list(range(1, len(structures) + 1)) == structures


@asynccontextmanager
async def _uncommitted(database: Database, *events: ManifestationChanged) -> AsyncIterator[None]:
    """Judge in a transaction that commits when the block ends."""
    async with database.transaction() as tx:
        await assess(tx, received(*events), desk_of=desk_of)
        yield


async def _as_the_consumer_does(database: Database, batch: Sequence[ManifestationChanged]) -> None:
    """Try again what waiting can mend."""
    while True:
        try:
            await assess_all(database, *batch)
        except Exception as error:
            if not (isinstance(error, Unavailable) or is_transient(error)):
                raise
        else:
            return


async def _blocked(database: Database) -> None:
    """Return once some session of this database waits for another."""

    async def waits() -> bool:
        return bool(
            await rows(
                database,
                "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
            )
        )

    await eventually(waits)
