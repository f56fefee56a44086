"""The relay on a real broker and database: every row once acknowledged, in the order of each entity."""

import asyncio
import contextlib
import random
from collections import defaultdict
from uuid import UUID

import asyncpg
import pytest

from shared.contracts.eligibility import STRUCTURES
from shared.contracts.stream import Stream
from shared.contracts.submission import MANIFESTATIONS, ManifestationChanged
from shared.outbox.append import OutboxRow, outbox_row, tombstone_row
from shared.postgres.database import Database, Tx
from tests.integration.shared.relaying import append, drained, published, relaying, relays_connected, waiting
from tests.support.builders import manifestation_changed, some_id
from tests.support.eventually import eventually
from tests.support.kafka import UniqueStream, read_records, records_so_far
from tests.support.postgres import FreshDatabase, as_owner

WRITERS = 12
ENTITIES = 20
CHANGES = 60
AN_HOUR_MS = 3_600_000


async def test_a_row_arrives_as_it_was_written_and_leaves_the_outbox(
    fresh_database: FreshDatabase, unique_stream: UniqueStream, bootstrap_servers: str
) -> None:
    url = await fresh_database("submission")
    stream = await unique_stream(MANIFESTATIONS)
    database = Database(url)
    event = manifestation_changed(version=3)
    row = outbox_row(stream, event)
    async with database.transaction() as tx:
        await append(tx, row)

    async with relaying(url, bootstrap_servers):
        [record] = await read_records(bootstrap_servers, stream.topic, count=1)
        await eventually(lambda: drained(database))

    assert (row.key.encode(), row.payload) == (record.key, record.value)
    assert row.headers == {name: value.decode() for name, value in record.headers}
    await database.close()


async def scans(database: Database) -> tuple[int, int]:
    async with database.autocommit() as connection:
        row = await connection.fetchrow("SELECT seq_scan, idx_scan FROM pg_stat_user_tables WHERE relname = 'outbox'")
    assert row is not None
    return row["seq_scan"], row["idx_scan"]


async def test_the_outbox_is_never_read_whole_since_what_was_relayed_stays_in_its_pages(
    fresh_database: FreshDatabase, bootstrap_servers: str
) -> None:
    url = await fresh_database("submission")
    database = Database(url)
    # Known to be empty, it looks cheaper to read whole than by its index.
    await as_owner(url, "VACUUM ANALYZE outbox")
    read_whole, by_index = await scans(database)

    async def looked_often() -> bool:
        return sum(await scans(database)) >= read_whole + by_index + 20

    async with relaying(url, bootstrap_servers):
        await eventually(looked_often)

    assert (await scans(database))[0] == read_whole
    await database.close()


async def test_an_idle_relay_sends_what_was_committed_as_soon_as_it_is_woken(
    fresh_database: FreshDatabase, unique_stream: UniqueStream, bootstrap_servers: str
) -> None:
    url = await fresh_database("submission")
    stream = await unique_stream(MANIFESTATIONS)
    database = Database(url)
    async with database.transaction() as tx:
        await append(tx, outbox_row(stream, manifestation_changed(manifestation_id=some_id(0))))

    async with relaying(url, bootstrap_servers, poll_ms=AN_HOUR_MS) as relay:
        # It deletes last before it becomes idle.
        await eventually(lambda: drained(database))
        async with database.transaction() as tx:
            await append(tx, outbox_row(stream, manifestation_changed(manifestation_id=some_id(1))))
        relay.wake()
        await eventually(lambda: drained(database))

    await database.close()


async def test_a_removal_is_a_record_without_a_value_that_still_names_its_version(
    fresh_database: FreshDatabase, unique_stream: UniqueStream, bootstrap_servers: str
) -> None:
    url = await fresh_database("submission")
    stream = await unique_stream(STRUCTURES)
    database = Database(url)
    async with database.transaction() as tx:
        await append(tx, tombstone_row(stream, "a-structure", 9))

    async with relaying(url, bootstrap_servers):
        [record] = await read_records(bootstrap_servers, stream.topic, count=1)

    assert record.value is None
    assert b"9" == dict(record.headers)["ce_entityversion"]
    await database.close()


async def test_writers_that_overlap_lose_nothing_and_swap_no_versions(
    fresh_database: FreshDatabase, unique_stream: UniqueStream, bootstrap_servers: str
) -> None:
    url = await fresh_database("submission")
    stream = await unique_stream(MANIFESTATIONS)
    database = Database(url, max_size=WRITERS)
    await as_owner(
        url,
        "CREATE TABLE entities (id uuid PRIMARY KEY, version bigint NOT NULL DEFAULT 0)",
        "CREATE TABLE noise (id bigint GENERATED ALWAYS AS IDENTITY)",
    )
    async with database.transaction() as tx:
        await tx.execute("INSERT INTO entities (id) SELECT unnest($1::uuid[])", [some_id(n) for n in range(ENTITIES)])

    async with relaying(url, bootstrap_servers):
        await asyncio.gather(*(change_often(database, stream, seed) for seed in range(WRITERS)))
        await eventually(lambda: drained(database))

    told = defaultdict(list)
    for record in await records_so_far(bootstrap_servers, stream.topic):
        event = stream.decode(record.value or b"")
        told[event.manifestation_id].append(event.version)
    async with database.transaction(readonly=True) as tx:
        reached = {row["id"]: row["version"] for row in await tx.fetch("SELECT id, version FROM entities")}
    assert {entity: list(range(1, version + 1)) for entity, version in reached.items() if version} == dict(told)
    await database.close()


async def change_often(database: Database, stream: Stream[ManifestationChanged], seed: int) -> None:
    """Change two entities a transaction, which takes its number early and its row locks late."""
    chance = random.Random(seed)  # noqa: S311
    for _ in range(CHANGES):
        first, second = sorted(chance.sample(range(ENTITIES), 2))
        async with database.transaction() as tx:
            await tx.execute("INSERT INTO noise DEFAULT VALUES")
            for number in (first, second):
                await change(tx, stream, some_id(number))


async def change(tx: Tx, stream: Stream[ManifestationChanged], entity: UUID) -> None:
    version = await tx.fetchval("UPDATE entities SET version = version + 1 WHERE id = $1 RETURNING version", entity)
    await append(tx, outbox_row(stream, manifestation_changed(manifestation_id=entity, version=version)))


async def test_of_two_relays_one_sends_and_the_other_takes_over_once_it_has_shut_down(
    fresh_database: FreshDatabase, unique_stream: UniqueStream, bootstrap_servers: str
) -> None:
    url = await fresh_database("submission")
    stream = await unique_stream(MANIFESTATIONS)
    database = Database(url)
    before = published("first"), published("second")

    async with contextlib.AsyncExitStack() as second:
        async with relaying(url, bootstrap_servers, service="first"):
            await eventually(lambda: relays_connected(database, 1))
            await second.enter_async_context(relaying(url, bootstrap_servers, service="second"))
            await eventually(lambda: relays_connected(database, 2))
            await append_and_drain(database, stream)
            by_the_first = published("first"), published("second")
        await append_and_drain(database, stream)
        by_the_second = published("first"), published("second")

    assert (before[0] + 1, before[1]) == by_the_first
    assert (before[0] + 1, before[1] + 1) == by_the_second
    await database.close()


async def append_and_drain(database: Database, stream: Stream[ManifestationChanged]) -> None:
    async with database.transaction() as tx:
        await append(tx, outbox_row(stream, manifestation_changed()))
    await eventually(lambda: drained(database))


async def test_a_record_that_would_not_fit_is_refused_where_it_is_written(fresh_database: FreshDatabase) -> None:
    database = Database(await fresh_database("submission"))
    row = OutboxRow(topic="t", key="k", version=1, headers={}, payload=b"x" * 900_001)

    with pytest.raises(asyncpg.CheckViolationError):
        async with database.transaction() as tx:
            await append(tx, row)

    assert 0 == await waiting(database)
    await database.close()
