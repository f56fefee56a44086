"""The fixtures that other integration tests stand on."""

import asyncpg
import pytest
from aiokafka import AIOKafkaProducer

from deploy.kafka.administration import TopicsRefused, administration, create, existing_topics
from deploy.kafka.declared import declared
from shared.contracts.submission import MANIFESTATIONS
from shared.kafka.cluster import Cluster
from tests.support.kafka import UniqueStream, UniqueTopic, read_records, records_so_far
from tests.support.postgres import FreshDatabase, OpenDatabase
from tests.support.private_servers import PrivateServer


async def test_each_database_of_a_test_is_migrated_and_its_own(fresh_database: FreshDatabase) -> None:
    first, second = await fresh_database("shared"), await fresh_database("shared")

    connection = await asyncpg.connect(first)
    tables = {row["tablename"] for row in await connection.fetch("SELECT tablename FROM pg_tables")}
    await connection.close()

    assert first != second
    assert {"outbox", "applied_offsets"} <= tables


async def test_a_database_opens_with_the_services_own_pool(open_database: OpenDatabase) -> None:
    database = await open_database("shared")

    async with database.transaction() as tx:
        assert await tx.fetchval("SELECT 1") == 1


async def test_a_topic_of_a_test_holds_what_the_test_wrote(
    unique_topic: UniqueTopic, kafka_producer: AIOKafkaProducer, bootstrap_servers: str
) -> None:
    topic = await unique_topic(groups=("programme.decisions",))

    assert await records_so_far(bootstrap_servers, topic) == []
    for number in range(5):
        await kafka_producer.send_and_wait(topic, value=b"value", key=str(number).encode())

    assert len(await read_records(bootstrap_servers, topic, count=5)) == 5
    assert await records_so_far(bootstrap_servers, f"{topic}.programme.decisions.dlq") == []


async def test_a_stream_keeps_its_contract_on_another_topic(unique_stream: UniqueStream) -> None:
    stream = await unique_stream(MANIFESTATIONS)

    assert stream.topic != MANIFESTATIONS.topic
    assert stream.contract is MANIFESTATIONS.contract


async def test_a_private_broker_comes_back_with_its_records(private_kafka: PrivateServer) -> None:
    async with administration(Cluster(private_kafka.address)) as admin:
        await create(admin, declared())

    await private_kafka.kill()
    with pytest.raises(TopicsRefused, match="Aucun courtier"):
        async with administration(Cluster(private_kafka.address)):
            pass
    await private_kafka.start()

    async with administration(Cluster(private_kafka.address)) as admin:
        assert {topic.name for topic in declared()} <= set(await existing_topics(admin))


async def test_a_private_database_server_comes_back_with_its_rows(private_postgres: PrivateServer) -> None:
    connection = await asyncpg.connect(private_postgres.address)
    await connection.execute("CREATE TABLE kept AS SELECT 1 AS number")
    await connection.close()

    await private_postgres.kill()
    with pytest.raises(OSError, match="Connect call failed"):
        await asyncpg.connect(private_postgres.address)
    await private_postgres.start()

    connection = await asyncpg.connect(private_postgres.address)
    assert await connection.fetchval("SELECT number FROM kept") == 1
    await connection.close()
