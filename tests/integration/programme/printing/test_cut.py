import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
import pytest
from aiokafka import TopicPartition

from services.programme.listings.errors import CutOvertaken
from services.programme.printing.cut import GROUP, cut
from services.programme.printing.store import Snapshot, get_snapshot
from shared.contracts.programme import PRINT_SNAPSHOTS
from shared.kafka.marks import Marks
from shared.kafka.store import save_marks
from shared.postgres.database import Database, Tx
from tests.integration.programme.support import decided, decided_in, enlist_all, rows
from tests.support.builders import RENNES, content, some_id

Cut = Callable[[], Awaitable[Snapshot]]


async def cut_in(tx: Tx) -> Snapshot:
    return await cut(tx, region_code="53", edition=2026, address_of=lambda one: f"https://programme.example/{one}")


async def cut_bretagne(database: Database) -> tuple[Snapshot, bytes]:
    async with database.transaction(isolation="repeatable_read") as tx:
        snapshot = await cut_in(tx)
    async with database.transaction(readonly=True) as tx:
        return await get_snapshot(tx, snapshot.snapshot_id)


def ids(programme: bytes) -> list[UUID]:
    return [UUID(entry["manifestation_id"]) for entry in msgspec.json.decode(programme)]


async def test_a_cut_holds_what_is_online_and_on_paper_in_the_region_and_edition(database: Database) -> None:
    await enlist_all(
        database,
        decided_in(1),
        decided(some_id(2), 1, online=False),
        decided(some_id(3), 1, paper=False),
        decided_in(4, region_code="52"),
        decided(some_id(5), 1, edition=2025),
    )

    snapshot, programme = await cut_bretagne(database)

    assert ids(programme) == [some_id(1)]
    assert (snapshot.entries, snapshot.number, snapshot.sha256) == (1, 1, sha256(programme).hexdigest())


async def test_a_cut_keeps_everything_the_public_could_read(database: Database) -> None:
    shown = content(title="Été à l’Œuvre", place=replace(RENNES, commune_name="Saint-Brieuc"))
    await enlist_all(database, decided(some_id(1), 7, content=shown))

    _, programme = await cut_bretagne(database)

    [entry] = msgspec.json.decode(programme)
    assert entry == {
        "manifestation_id": str(some_id(1)),
        "version": 7,
        "organiser_name": "La Ressourcerie du canal",
        "content": msgspec.json.decode(msgspec.json.encode(shown)),
    }


async def test_a_cut_is_told_with_its_offsets_in_the_same_transaction(database: Database) -> None:
    async with database.transaction() as tx:
        await save_marks(
            tx, Marks(group=GROUP, next_offsets={TopicPartition("decisions", 1): 12, TopicPartition("decisions", 0): 7})
        )
        await save_marks(tx, Marks(group="another.group", next_offsets={TopicPartition("decisions", 0): 99}))
    snapshot, _ = await cut_bretagne(database)

    [record] = await rows(database, "SELECT topic, key, version, payload FROM outbox")
    event = PRINT_SNAPSHOTS.decode(record["payload"])
    assert (record["topic"], record["key"], record["version"]) == (PRINT_SNAPSHOTS.topic, "53-2026", 1)
    assert [(each.partition, each.next_offset) for each in event.offsets] == [(0, 7), (1, 12)]
    assert event.sha256 == snapshot.sha256
    assert event.snapshot_id == snapshot.snapshot_id


async def test_cuts_of_a_region_and_edition_are_numbered(database: Database) -> None:
    numbers = [(await cut_bretagne(database))[0].number for _ in range(3)]

    assert numbers == [1, 2, 3]


async def test_what_is_decided_while_a_cut_is_taken_is_wholly_out_of_it(database: Database) -> None:
    await enlist_all(database, decided_in(1))
    async with database.transaction(isolation="repeatable_read") as tx:
        await tx.fetchval("SELECT count(*) FROM idempotency_keys")
        async with database.transaction() as other:
            await save_marks(other, Marks(group=GROUP, next_offsets={TopicPartition("decisions", 0): 5}))
        await enlist_all(database, decided_in(2))
        snapshot = await cut_in(tx)

    assert (snapshot.entries, snapshot.offsets) == (1, ())


async def test_a_cut_without_a_single_instant_is_not_taken(database: Database) -> None:
    with pytest.raises(RuntimeError, match="REPEATABLE READ"):
        async with database.transaction() as tx:
            await cut_in(tx)


async def test_two_cuts_at_once_never_share_a_number(database: Database) -> None:
    async def cut_or_say_why() -> int | str:
        try:
            return (await cut_bretagne(database))[0].number
        except CutOvertaken:
            return "overtaken"

    outcomes = await asyncio.gather(*(cut_or_say_why() for _ in range(6)))

    numbers = sorted(outcome for outcome in outcomes if isinstance(outcome, int))
    assert numbers == list(range(1, len(numbers) + 1))
    assert set(outcomes) - set(numbers) <= {"overtaken"}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE print_snapshots SET cut_at = now()",
        "UPDATE print_snapshots SET content = '[]', sha256 = encode(sha256('[]'), 'hex')",
        "DELETE FROM print_snapshots",
        "TRUNCATE print_snapshots",
    ],
)
async def test_the_database_refuses_to_change_a_snapshot(database: Database, statement: str) -> None:
    snapshot, programme = await cut_bretagne(database)

    with pytest.raises(asyncpg.RestrictViolationError, match="never changes"):
        await execute(database, statement)
    async with database.transaction(readonly=True) as tx:
        assert await get_snapshot(tx, snapshot.snapshot_id) == (snapshot, programme)


async def test_the_database_refuses_a_snapshot_whose_hash_is_not_of_its_content(database: Database) -> None:
    await cut_bretagne(database)
    copied = """
        INSERT INTO print_snapshots
        SELECT gen_random_uuid(), region_code, edition, number + 1, cut_at, entries, sha256, offsets, set_aside, '[1]'
        FROM print_snapshots
    """

    with pytest.raises(asyncpg.CheckViolationError, match="hash_is_of_the_content"):
        await execute(database, copied)


async def execute(database: Database, statement: str) -> Any:
    async with database.transaction() as tx:
        return await tx.execute(statement)
