"""A broker whose limit was lowered: what is too large is named and set aside, and nothing waits behind it."""

import json
from collections import defaultdict

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import MessageSizeTooLargeError
from structlog.testing import capture_logs

from shared.http.health import Degraded
from shared.kafka.cluster import Cluster
from shared.outbox.append import OutboxRow
from shared.outbox.backlog import Backlog
from shared.outbox.relay import Relay
from shared.postgres.database import Database
from shared.readiness import relay_check
from tests.integration.shared.relaying import append, drained, relaying
from tests.support.command import moisess
from tests.support.eventually import eventually
from tests.support.kafka import UniqueTopic, records_so_far
from tests.support.postgres import FreshDatabase

DECLARED, LOWERED = 2_097_152, 20_000
KEYS = [str(number) for number in range(60)]
PARTITIONS = 2
ONE = KEYS[30]
"""The entity of which one state is larger than the limit, in the midst of the others."""
SMALL, LARGE = b"x" * 2_000, b"x" * 30_000
PROBE = b"probe"


async def test_a_lowered_limit_holds_back_the_one_record_above_it_until_it_is_raised(
    fresh_database: FreshDatabase,
    unique_topic: UniqueTopic,
    bootstrap_servers: str,
    kafka_admin: AIOKafkaAdminClient,
    kafka_producer: AIOKafkaProducer,
) -> None:
    topic = await unique_topic(partitions=PARTITIONS)
    url = await fresh_database("submission")
    database = Database(url)
    await leave_a_backlog(database, topic)
    await limit(kafka_admin, topic, LOWERED)
    await eventually(lambda: refuses(kafka_producer, topic))

    with capture_logs() as logs:
        async with relaying(url, bootstrap_servers):
            await eventually(lambda: only_refused_are_left(database), within=30)

    told = await versions(bootstrap_servers, topic)
    assert {key: [1, 3] if key == ONE else [1, 2, 3] for key in KEYS} == told
    [named] = [log for log in logs if log["event"] == "record_set_aside"]
    assert (topic, ONE) == (named["topic"], named["key"])
    assert named["bytes"] > len(LARGE)
    interrupted = next(log["error"] for log in logs if log["event"] == "relay_interrupted")
    assert topic in interrupted
    assert "bytes" in interrupted
    await readiness_names_it(database)

    await limit(kafka_admin, topic, DECLARED)
    await eventually(lambda: takes(kafka_producer, topic))
    await list_and_retry(url, named["id"])
    async with relaying(url, bootstrap_servers):
        await eventually(lambda: drained(database))
    assert [1, 3, 2] == (await versions(bootstrap_servers, topic))[ONE]
    await database.close()


async def readiness_names_it(database: Database) -> None:
    backlog = Backlog(database=database, service="tests")
    await backlog.look()
    relay = Relay(database_url="", cluster=Cluster(""), service="tests")
    with pytest.raises(Degraded, match="mis de côté : 1"):
        await relay_check(relay, backlog, takes_requests=False)()
    assert 0 == backlog.stuck_seconds


async def list_and_retry(url: str, row_id: int) -> None:
    environment = {"SUBMISSION_DATABASE_URL": url}
    listed = await moisess("outbox", "list", "--service", "submission", environment=environment)
    assert str(row_id) in listed.output
    assert str(len(LARGE)) in listed.output
    written = await moisess("outbox", "list", "--service", "submission", "--json", environment=environment)
    [row] = json.loads(written.output)
    assert (row["id"], row["size"]) == (row_id, len(LARGE))
    retried = await moisess("outbox", "retry", "--service", "submission", environment=environment)
    assert (0, "Messages rendus à l’envoi : 1.") == (retried.code, retried.output.strip())
    listed = await moisess("outbox", "list", "--service", "submission", environment=environment)
    assert "Aucun message" in listed.output


async def leave_a_backlog(database: Database, topic: str) -> None:
    """Leave three versions of each entity, of whose second one is large; all fit in a few batches."""
    async with database.transaction() as tx:
        for version in (1, 2, 3):
            for key in KEYS:
                payload = LARGE if (key, version) == (ONE, 2) else SMALL
                headers = {"ce_entityversion": str(version)}
                await append(tx, OutboxRow(topic=topic, key=key, version=version, headers=headers, payload=payload))


async def limit(admin: AIOKafkaAdminClient, topic: str, size: int) -> None:
    configs = {"max.message.bytes": str(size)}
    await admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, configs=configs)])


async def refuses(producer: AIOKafkaProducer, topic: str) -> bool:
    """Return True once every partition follows the lowered limit, which its broker does a moment after its answer."""
    return await probe(producer, topic) == 0


async def takes(producer: AIOKafkaProducer, topic: str) -> bool:
    return await probe(producer, topic) == PARTITIONS


async def probe(producer: AIOKafkaProducer, topic: str) -> int:
    """Return how many partitions take a large record."""
    taken = 0
    for partition in range(PARTITIONS):
        try:
            await producer.send_and_wait(topic, LARGE, key=PROBE, partition=partition)
            taken += 1
        except MessageSizeTooLargeError:
            pass
    return taken


async def only_refused_are_left(database: Database) -> bool:
    async with database.transaction(readonly=True) as tx:
        return [ONE] == [row["key"] for row in await tx.fetch("SELECT key FROM outbox")]


async def versions(bootstrap_servers: str, topic: str) -> dict[str, list[int]]:
    """Return the versions of each entity in the order in which the topic holds them."""
    told: dict[str, list[int]] = defaultdict(list)
    for record in await records_so_far(bootstrap_servers, topic):
        if record.key and record.key != PROBE:
            told[record.key.decode()].append(int(dict(record.headers)["ce_entityversion"] or b""))
    return told
