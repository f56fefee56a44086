"""A dead-letter topic of one test alone, and projections to rebuild on their own topic, group and database."""

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient

from services.matchmaking.rebuild import projections as matchmaking_projections
from services.programme.rebuild import projections as programme_projections
from services.submission.rebuild import projections as submission_projections
from shared.postgres.database import Database
from tests.integration.ops.letters import GROUP, Box
from tests.integration.ops.rebuilding import Rebuilding, on_own_topics
from tests.support.kafka import UniqueTopic
from tests.support.postgres import FreshDatabase

PROJECTIONS = {
    f"{service}.{projection.table}": projection
    for service, projections in (
        ("programme", programme_projections),
        ("submission", submission_projections),
        ("matchmaking", matchmaking_projections),
    )
    for projection in projections("https://programme.example")
}

MakeRebuilding = Callable[[str], Awaitable[Rebuilding]]


@pytest.fixture
async def box(unique_topic: UniqueTopic, bootstrap_servers: str) -> Box:
    return Box(topic=await unique_topic("decisions", groups=(GROUP,)), bootstrap_servers=bootstrap_servers)


@pytest.fixture
async def rebuilding(
    fresh_database: FreshDatabase,
    unique_topic: UniqueTopic,
    bootstrap_servers: str,
    kafka_producer: AIOKafkaProducer,
    kafka_admin: AIOKafkaAdminClient,
) -> AsyncIterator[MakeRebuilding]:
    """Give a maker: ``await rebuilding("programme.listings")``."""
    opened: list[Database] = []

    async def make(name: str) -> Rebuilding:
        projection = PROJECTIONS[name]
        group = f"{projection.subscription.group}-{secrets.token_hex(4)}"
        hears = await unique_topic(projection.table, groups=(group,), partitions=2)
        tells = await unique_topic("told", partitions=2, cleanup="compact") if projection.tells else hears
        url = await fresh_database(name.split(".", maxsplit=1)[0])
        opened.append(Database(url))
        return Rebuilding(
            url=url,
            database=opened[-1],
            projection=on_own_topics(projection, hears=hears, tells=tells, group=group),
            bootstrap_servers=bootstrap_servers,
            producer=kafka_producer,
            admin=kafka_admin,
        )

    yield make
    for database in opened:
        await database.close()


@pytest.fixture
async def programme(rebuilding: MakeRebuilding) -> Rebuilding:
    return await rebuilding("programme.listings")
