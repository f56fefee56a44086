"""A topic whose last record of an entity is wrong is told again what the owner's table says."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from uuid import UUID

import pytest
from prometheus_client import REGISTRY

from shared.contracts.programme import LISTINGS, ListingPublished
from shared.contracts.stream import Stream
from shared.kafka.cluster import Cluster
from shared.kafka.last_records import read_last_records
from shared.outbox.append import OutboxRow, outbox_row, tombstone_row
from shared.outbox.heal import OwnedStream, State, heal, heal_now_and_then
from shared.postgres.database import Database, Tx
from tests.integration.shared.relaying import append, drained, relaying
from tests.support.builders import listing_published, some_id
from tests.support.eventually import eventually
from tests.support.kafka import UniqueStream
from tests.support.postgres import FreshDatabase, as_owner

ONE, TWO, THREE = some_id(1), some_id(2), some_id(3)
TABLE = """
    CREATE TABLE shown (
        manifestation_id uuid PRIMARY KEY,
        version bigint NOT NULL,
        online boolean NOT NULL
    )
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """A service that shows manifestations and tells what it shows."""

    url: str
    database: Database
    stream: Stream[ListingPublished]
    bootstrap_servers: str

    def owned(self) -> OwnedStream:
        return OwnedStream(stream=self.stream, list_states=self.list_states, lock_rows=self.lock_rows)

    async def list_states(self, tx: Tx) -> list[State]:
        rows = await tx.fetch("SELECT manifestation_id::text, version, NOT online FROM shown")
        return [State(*row) for row in rows]

    async def lock_rows(self, tx: Tx, keys: Sequence[str]) -> list[OutboxRow]:
        rows = await tx.fetch(
            """
            SELECT manifestation_id, version, online
            FROM shown
            WHERE manifestation_id = ANY($1::uuid[])
            ORDER BY manifestation_id
            FOR UPDATE
            """,
            keys,
        )
        return [self.row(*row) for row in rows]

    def row(self, key: UUID, version: int, online: bool) -> OutboxRow:  # noqa: FBT001
        if not online:
            return tombstone_row(self.stream, str(key), version)
        return outbox_row(self.stream, listing_published(manifestation_id=key, version=version))

    async def know(self, key: UUID, version: int, *, online: bool = True) -> None:
        """Change the table, and tell nobody."""
        async with self.database.transaction() as tx:
            await tx.execute(
                """
                INSERT INTO shown VALUES ($1, $2, $3)
                ON CONFLICT (manifestation_id) DO UPDATE SET version = excluded.version, online = excluded.online
                """,
                key,
                version,
                online,
            )

    async def tell(self, key: UUID, version: int, *, online: bool = True) -> None:
        async with self.database.transaction() as tx:
            await append(tx, self.row(key, version, online))

    async def relay(self) -> None:
        async with relaying(self.url, self.bootstrap_servers):
            await eventually(lambda: drained(self.database))

    async def heal(self, owned: OwnedStream | None = None) -> int:
        return await heal(owned or self.owned(), database=self.database, cluster=Cluster(self.bootstrap_servers))

    async def waiting(self) -> list[tuple[str, int, bool]]:
        async with self.database.transaction(readonly=True) as tx:
            return [
                tuple(row) for row in await tx.fetch("SELECT key, version, payload IS NULL FROM outbox ORDER BY id")
            ]

    async def last_records(self) -> dict[str, tuple[int, bool]]:
        last = await read_last_records(Cluster(self.bootstrap_servers), self.stream.topic, client_id="tests")
        return {key: (record.version, record.removed) for key, record in last.items()}


@pytest.fixture
async def owner(
    fresh_database: FreshDatabase, unique_stream: UniqueStream, bootstrap_servers: str
) -> AsyncIterator[Owner]:
    url = await fresh_database("shared")
    await as_owner(url, TABLE)
    database = Database(url)
    yield Owner(url=url, database=database, stream=await unique_stream(LISTINGS), bootstrap_servers=bootstrap_servers)
    await database.close()


async def test_an_old_version_that_came_last_is_followed_by_the_present_one(owner: Owner) -> None:
    await owner.know(ONE, 2)
    for version in (1, 2, 1):
        await owner.tell(ONE, version)
    await owner.relay()

    healed = await owner.heal()
    await owner.relay()

    assert (1, {str(ONE): (2, False)}) == (healed, await owner.last_records())
    assert 0 == await owner.heal()


async def test_an_entity_that_is_removed_and_still_seen_is_followed_by_a_tombstone(owner: Owner) -> None:
    await owner.know(ONE, 2, online=False)
    await owner.tell(ONE, 2, online=False)
    await owner.tell(ONE, 1)
    await owner.relay()

    healed = await owner.heal()
    await owner.relay()

    assert (1, {str(ONE): (2, True)}) == (healed, await owner.last_records())
    assert 0 == await owner.heal()


async def test_what_the_topic_has_lost_is_told_and_what_it_never_showed_is_not_removed(owner: Owner) -> None:
    await owner.know(ONE, 3)
    await owner.know(TWO, 3, online=False)

    assert 1 == await owner.heal()
    assert [(str(ONE), 3, False)] == await owner.waiting()


async def test_what_waits_to_be_sent_is_not_told_twice(owner: Owner) -> None:
    await owner.know(ONE, 1)
    await owner.tell(ONE, 1)

    assert 0 == await owner.heal()
    assert [(str(ONE), 1, False)] == await owner.waiting()


async def test_what_is_sent_while_the_topic_is_compared_is_not_told_twice(owner: Owner) -> None:
    await owner.know(ONE, 1)
    await owner.tell(ONE, 1)
    await owner.know(TWO, 1)

    async def lock_rows(tx: Tx, keys: Sequence[str]) -> list[OutboxRow]:
        await owner.relay()
        return await owner.lock_rows(tx, keys)

    assert 1 == await owner.heal(replace(owner.owned(), lock_rows=lock_rows))
    assert [(str(TWO), 1, False)] == await owner.waiting()


async def test_of_two_processes_that_heal_at_once_the_second_finds_the_row_waiting(owner: Owner) -> None:
    await owner.know(ONE, 1)

    async def lock_rows(tx: Tx, keys: Sequence[str]) -> list[OutboxRow]:
        assert 1 == await owner.heal()
        return await owner.lock_rows(tx, keys)

    assert 0 == await owner.heal(replace(owner.owned(), lock_rows=lock_rows))
    assert [(str(ONE), 1, False)] == await owner.waiting()


async def test_a_table_that_knows_less_than_its_topic_is_believed_in_nothing(owner: Owner) -> None:
    await owner.know(ONE, 1)
    await owner.know(TWO, 1)
    await owner.tell(ONE, 2)
    await owner.tell(TWO, 2, online=False)
    await owner.tell(THREE, 1)
    await owner.relay()

    assert 0 == await owner.heal()
    assert [] == await owner.waiting()


async def test_what_changes_while_the_topic_is_read_is_left_to_its_own_record(owner: Owner) -> None:
    await owner.know(ONE, 1)

    async def changed_behind(tx: Tx) -> list[State]:
        states = await owner.list_states(tx)
        await owner.know(ONE, 2)
        return states

    assert 0 == await owner.heal(replace(owner.owned(), list_states=changed_behind))
    assert [] == await owner.waiting()


async def test_more_than_a_batch_is_healed_and_counted(owner: Owner) -> None:
    async with owner.database.transaction() as tx:
        await tx.execute("INSERT INTO shown SELECT gen_random_uuid(), 1, true FROM generate_series(1, 501)")

    assert 501 == await owner.heal()
    assert 501 == REGISTRY.get_sample_value("outbox_healed_total", {"topic": owner.stream.topic})


async def test_a_pass_that_failed_does_not_end_the_loop(owner: Owner) -> None:
    await owner.know(ONE, 1)
    failures = iter([OSError("away")])

    async def list_states(tx: Tx) -> list[State]:
        for failure in failures:
            raise failure
        return await owner.list_states(tx)

    async with healing(owner, replace(owner.owned(), list_states=list_states)):
        await eventually(owner.waiting)

    assert [(str(ONE), 1, False)] == await owner.waiting()


@asynccontextmanager
async def healing(owner: Owner, owned: OwnedStream) -> AsyncIterator[None]:
    task = asyncio.create_task(
        heal_now_and_then([owned], database=owner.database, cluster=Cluster(owner.bootstrap_servers), seconds=0)
    )
    try:
        yield
    finally:
        # Again, since a timeout of the client's own that ends in the same moment swallows a cancellation.
        while not task.done():
            task.cancel()
            await asyncio.wait([task], timeout=1)


async def test_what_the_broker_refused_is_not_told_a_second_time_and_does_not_keep_back_what_follows(
    owner: Owner,
) -> None:
    await owner.know(ONE, 2)
    await owner.tell(ONE, 2)
    async with owner.database.transaction() as tx:
        await tx.execute("UPDATE outbox SET refused_at = now()")

    same = await owner.heal()
    await owner.know(ONE, 3)
    newer = await owner.heal()

    assert (0, 1) == (same, newer)
    assert [(str(ONE), 2, False), (str(ONE), 3, False)] == await owner.waiting()
