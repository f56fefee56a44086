"""The relay on a real broker and database: every row once acknowledged, in the order of each entity."""

import asyncio
import contextlib
import random
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import asyncpg
import pytest
from prometheus_client import REGISTRY

from shared.contracts.eligibility import STRUCTURES
from shared.contracts.stream import Stream
from shared.contracts.submission import MANIFESTATIONS, ManifestationChanged
from shared.outbox.append import OutboxRow, outbox_row, tombstone_row
from shared.outbox.delivered import Delivered
from shared.outbox.relay import POLL_MS, Relay
from shared.postgres.database import Database, Tx
from tests.support.builders import manifestation_changed, some_id
from tests.support.eventually import eventually
from tests.support.kafka import UniqueStream, read_records, records_so_far
from tests.support.postgres import FreshDatabase

WRITERS = 12
ENTITIES = 20
CHANGES = 60
AN_HOUR_MS = 3_600_000


@asynccontextmanager
async def relaying(url: str, bootstrap_servers: str, *, poll_ms: int = POLL_MS) -> AsyncIterator[Relay]:
    relay = Relay(database_url=url, bootstrap_servers=bootstrap_servers, service="tests", poll_ms=poll_ms)
    task = asyncio.create_task(relay.run())
    try:
        yield relay
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def append(tx: Tx, row: OutboxRow) -> None:
    await tx.execute(
        "INSERT INTO outbox (topic, key, version, headers, payload) VALUES ($1, $2, $3, $4, $5)", *row.values()
    )


async def waiting(database: Database) -> int:
    async with database.transaction(readonly=True) as tx:
        return int(await tx.fetchval("SELECT count(*) FROM outbox"))


async def drained(database: Database) -> bool:
    return await waiting(database) == 0


async def test_a_row_arrives_as_it_was_written_and_moves_to_the_log(
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
    async with database.transaction(readonly=True) as tx:
        assert [(row.key, 3)] == [tuple(logged) for logged in await tx.fetch("SELECT key, version FROM event_log")]
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
    async with database.autocommit() as connection:
        # Known to be empty, it looks cheaper to read whole than by its index.
        await connection.execute("VACUUM ANALYZE outbox")
    read_whole, by_index = await scans(database)

    async def looked_often() -> bool:
        return sum(await scans(database)) >= read_whole + by_index + 20

    async with relaying(url, bootstrap_servers):
        await eventually(looked_often)

    assert (await scans(database))[0] == read_whole
    await database.close()


async def test_a_relay_in_no_hurry_looks_when_it_is_woken_and_takes_what_has_gathered(
    fresh_database: FreshDatabase, unique_stream: UniqueStream, bootstrap_servers: str
) -> None:
    url = await fresh_database("submission")
    stream = await unique_stream(MANIFESTATIONS)
    database = Database(url)
    before = published()
    async with database.transaction() as tx:
        await append(tx, outbox_row(stream, manifestation_changed(manifestation_id=some_id(0))))

    async with relaying(url, bootstrap_servers, poll_ms=AN_HOUR_MS) as relay:
        await eventually(lambda: published_since(before, 1))
        for number in (1, 2):
            async with database.transaction() as tx:
                await append(tx, outbox_row(stream, manifestation_changed(manifestation_id=some_id(number))))
        assert published() == before + 1
        relay.wake()
        await eventually(lambda: published_since(before, 3))

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
    async with database.transaction() as tx:
        await tx.execute("CREATE TABLE entities (id uuid PRIMARY KEY, version bigint NOT NULL DEFAULT 0)")
        await tx.execute("CREATE TABLE noise (id bigint GENERATED ALWAYS AS IDENTITY)")
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


async def test_of_two_relays_one_works_and_the_other_takes_over_when_its_session_ends(
    fresh_database: FreshDatabase, unique_stream: UniqueStream, bootstrap_servers: str
) -> None:
    url = await fresh_database("submission")
    stream = await unique_stream(MANIFESTATIONS)
    database = Database(url)
    async with relaying(url, bootstrap_servers), relaying(url, bootstrap_servers):
        for number in range(200):
            async with database.transaction() as tx:
                await append(tx, outbox_row(stream, manifestation_changed(manifestation_id=some_id(number))))
                if number % 50 == 0:
                    await end_relay_sessions(tx)
        await eventually(lambda: drained(database))

    keys = [record.key for record in await records_so_far(bootstrap_servers, stream.topic)]
    assert {str(some_id(number)).encode() for number in range(200)} == set(keys)
    await database.close()


async def end_relay_sessions(tx: Tx) -> None:
    await tx.execute(
        """
        SELECT pg_terminate_backend(pid)
        FROM pg_stat_activity
        WHERE application_name = 'relay' AND datname = current_database()
        """
    )


async def test_a_record_that_would_not_fit_is_refused_where_it_is_written(fresh_database: FreshDatabase) -> None:
    database = Database(await fresh_database("submission"))
    row = OutboxRow(topic="t", key="k", version=1, headers={}, payload=b"x" * 900_001)

    with contextlib.suppress(asyncpg.CheckViolationError):
        async with database.transaction() as tx:
            await append(tx, row)

    assert 0 == await waiting(database)
    await database.close()


async def test_rows_wait_while_no_broker_answers_and_leave_once_one_does(
    fresh_database: FreshDatabase, unique_stream: UniqueStream, bootstrap_servers: str
) -> None:
    url = await fresh_database("submission")
    stream = await unique_stream(MANIFESTATIONS)
    database = Database(url)
    async with database.transaction() as tx:
        await append(tx, outbox_row(stream, manifestation_changed()))
    before = failures()
    async with relaying(url, "127.0.0.1:1"):
        await eventually(lambda: failed_since(before))
    assert 1 == await waiting(database)

    async with relaying(url, bootstrap_servers):
        await eventually(lambda: drained(database))
    await database.close()


def failures() -> float:
    return REGISTRY.get_sample_value("outbox_publish_failures_total", {"service": "tests"}) or 0


async def failed_since(before: float) -> bool:
    return failures() > before


async def test_a_relay_that_ends_in_peace_leaves_nothing_to_be_sent_again(
    fresh_database: FreshDatabase, unique_stream: UniqueStream, bootstrap_servers: str
) -> None:
    url = await fresh_database("submission")
    stream = await unique_stream(MANIFESTATIONS)
    database = Database(url)
    before = published()
    async with relaying(url, bootstrap_servers):
        async with database.transaction() as tx:
            for number in range(3):
                await append(tx, outbox_row(stream, manifestation_changed(manifestation_id=some_id(number))))
        # Acknowledged, and by far not long enough ago to have been moved.
        await eventually(lambda: published_since(before, 3), every=0.001)

    assert 0 == await waiting(database)
    await database.close()


async def test_a_row_that_could_not_be_moved_is_not_left_behind_by_later_ones(fresh_database: FreshDatabase) -> None:
    url = await fresh_database("submission")
    database = Database(url, max_size=2)
    connection, blocker = await asyncpg.connect(url), await asyncpg.connect(url)
    async with database.transaction() as tx:
        for version in (1, 2):
            await append(tx, tombstone_row(STRUCTURES, "a-structure", version))
        first, second = [row["id"] for row in await tx.fetch("SELECT id FROM outbox ORDER BY id")]
    delivered = Delivered(connection)

    async with blocker.transaction():
        await blocker.execute("LOCK TABLE event_log IN EXCLUSIVE MODE")
        delivered.add([first, *range(10_000, 11_000)])
        await delivered.move_when_due()
        await eventually(lambda: cancelled_while_it_waits(database, connection.get_server_pid()))
        delivered.add([second])
        with pytest.raises(asyncpg.QueryCanceledError):
            await eventually(delivered.move_when_due)
    await delivered.move_at_last()

    assert 0 == await waiting(database)
    for each in (connection, blocker, database):
        await each.close()


async def cancelled_while_it_waits(database: Database, pid: int) -> bool:
    async with database.transaction() as tx:
        return bool(
            await tx.fetchval(
                "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE pid = $1 AND wait_event_type = 'Lock'", pid
            )
        )


def published() -> float:
    return REGISTRY.get_sample_value("outbox_published_total", {"service": "tests"}) or 0


async def published_since(before: float, rows: int) -> bool:
    return published() >= before + rows
