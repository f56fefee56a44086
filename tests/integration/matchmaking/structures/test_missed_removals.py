"""A copy of a compacted topic whose reader comes back when the tombstones of what it missed are gone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from time import time
from typing import Any
from uuid import UUID, uuid4

import pytest
from aiokafka import AIOKafkaProducer

from services.matchmaking.consumer import subscriptions
from shared.kafka.cluster import Cluster
from shared.kafka.missed_removals import MissedRemovals
from shared.kafka.subscription import Subscription
from shared.postgres.database import Database
from tests.integration.matchmaking.hall import rows
from tests.support.builders import listing_published, record_of, structure_verified
from tests.support.consuming import consuming
from tests.support.eventually import eventually
from tests.support.kafka import UniqueStream

DAY_MS = 24 * 3600 * 1000
LONG_AGO, LATELY = 10, 3
"""Days, where tombstones are kept for seven."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One subscription of matchmaking on a topic of its own."""

    database: Database
    subscription: Subscription[Any]
    bootstrap_servers: str
    producer: AIOKafkaProducer

    async def tell(self, event: Any, *, days_ago: int) -> None:
        record = record_of(self.subscription.stream, event)
        await self.producer.send_and_wait(
            self.subscription.stream.topic,
            record.value,
            key=record.key,
            headers=list(record.headers),
            partition=0,
            timestamp_ms=int(time() * 1000) - days_ago * DAY_MS,
        )

    async def hear(self, records: int) -> None:
        """Read on until so many records in all are behind the marks."""

        async def heard() -> bool:
            [row] = await rows(self.database, "SELECT coalesce(sum(next_offset), 0) AS applied FROM applied_offsets")
            return bool(row["applied"] == records)

        async with consuming(self.database, self.bootstrap_servers, self.subscription):
            await eventually(heard, within=30)

    async def missed(self) -> int:
        return await MissedRemovals(
            subscription=self.subscription, database=self.database, cluster=Cluster(self.bootstrap_servers)
        ).apply()


@pytest.fixture(params=["structures", "listings"])
def table(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def reader(
    *,
    table: str,
    database: Database,
    bootstrap_servers: str,
    kafka_producer: AIOKafkaProducer,
    unique_stream: UniqueStream,
    unique_group: Callable[[str], str],
) -> Reader:
    subscription: Subscription[Any] = next(each for each in subscriptions() if each.group == f"matchmaking.{table}")
    group = unique_group(subscription.group)
    stream = await unique_stream(subscription.stream, groups=(group,), partitions=1)
    return Reader(
        database=database,
        subscription=replace(subscription, stream=stream, group=group),
        bootstrap_servers=bootstrap_servers,
        producer=kafka_producer,
    )


def event(table: str, number: UUID, version: int = 1) -> Any:
    if table == "structures":
        return structure_verified(structure_id=number, version=version)
    return listing_published(manifestation_id=number, version=version)


async def plant(database: Database, table: str, number: UUID) -> None:
    """Put in the copy what was told once, and of which the topic now says nothing: neither record nor tombstone."""
    statement = {
        "structures": """
            INSERT INTO structures (structure_id, version, gone, name, search_name, themes)
            VALUES ($1, 4, false, 'La Disparue', 'la disparue', '[]')
            """,
        "listings": """
            INSERT INTO listings (manifestation_id, version, gone, title, organiser_name, busy)
            VALUES ($1, 4, false, 'Disparue', 'La Disparue', '{}')
            """,
    }[table]
    async with database.transaction() as tx:
        await tx.execute(statement, number)


async def gone(database: Database, table: str, numbers: Sequence[UUID]) -> list[bool]:
    statement = {
        "structures": "SELECT structure_id AS id, gone FROM structures",
        "listings": "SELECT manifestation_id AS id, gone FROM listings",
    }[table]
    found = {row["id"]: row["gone"] for row in await rows(database, statement)}
    return [found[number] for number in numbers]


async def test_what_the_topic_forgot_while_its_reader_was_away_is_removed_before_it_reads_on(
    reader: Reader, table: str
) -> None:
    heard, forgotten, missed = uuid4(), uuid4(), uuid4()
    await reader.tell(event(table, heard), days_ago=LONG_AGO)
    await reader.hear(1)
    await plant(reader.database, table, forgotten)
    await reader.tell(event(table, missed), days_ago=LONG_AGO)

    await reader.hear(2)

    assert [False, True, False] == await gone(reader.database, table, [heard, forgotten, missed])


@pytest.mark.parametrize("days_ago", [LATELY, None])
async def test_a_reader_that_missed_nothing_old_removes_nothing(
    reader: Reader, table: str, days_ago: int | None
) -> None:
    forgotten = uuid4()
    await reader.tell(event(table, uuid4()), days_ago=LONG_AGO)
    await reader.hear(1)
    await plant(reader.database, table, forgotten)
    if days_ago is not None:
        await reader.tell(event(table, uuid4()), days_ago=days_ago)

    assert 0 == await reader.missed()
    assert [False] == await gone(reader.database, table, [forgotten])


async def test_what_was_removed_unheard_and_has_come_back_since_is_shown(reader: Reader, table: str) -> None:
    forgotten = uuid4()
    await reader.tell(event(table, uuid4()), days_ago=LONG_AGO)
    await reader.hear(1)
    await plant(reader.database, table, forgotten)
    await reader.tell(event(table, uuid4()), days_ago=LONG_AGO)

    assert 1 == await reader.missed()
    # Its tombstone was of version 5 at least.
    await reader.tell(event(table, forgotten, version=6), days_ago=0)
    await reader.hear(3)

    assert [False] == await gone(reader.database, table, [forgotten])


async def test_a_group_that_has_never_read_has_missed_nothing(reader: Reader) -> None:
    assert 0 == await reader.missed()


@pytest.mark.parametrize("table", ["structures"])
async def test_past_meetings_go_on_naming_what_is_found_to_be_gone(reader: Reader, table: str) -> None:
    forgotten = uuid4()
    await reader.tell(event(table, uuid4()), days_ago=LONG_AGO)
    await reader.hear(1)
    await plant(reader.database, table, forgotten)
    await reader.tell(event(table, uuid4()), days_ago=LONG_AGO)

    await reader.missed()

    [row] = await rows(reader.database, "SELECT name, gone FROM structures WHERE structure_id = $1", forgotten)
    assert {"name": "La Disparue", "gone": True} == row
