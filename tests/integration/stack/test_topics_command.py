import json

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

from deploy.kafka.administration import administration, existing_topics
from deploy.kafka.declared import DAY_MS, Topic, declared
from shared.kafka.cluster import Cluster
from tests.support.command import moisess
from tests.support.eventually import eventually
from tests.support.private_servers import PrivateServer

DECISIONS = next(topic for topic in declared() if topic.name == "ess.internal.eligibility.decisions.v1")


async def set_retention(admin: AIOKafkaAdminClient, topic: Topic, milliseconds: int) -> None:
    configs = topic.configuration() | {"retention.ms": str(milliseconds)}
    await admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic.name, configs=configs)])

    async def shows() -> bool:
        return await retention(admin) == str(milliseconds)

    # The broker answers before what it was told can be read back.
    await eventually(shows)


async def retention(admin: AIOKafkaAdminClient) -> str:
    return (await existing_topics(admin))[DECISIONS.name].settings["retention.ms"]


async def test_a_broker_is_brought_up_to_the_declaration_and_held_to_it(private_kafka: PrivateServer) -> None:
    broker = {"KAFKA_BOOTSTRAP_SERVERS": private_kafka.address}
    async with administration(Cluster(private_kafka.address)) as admin:
        empty = await moisess("topics", "plan", environment=broker)
        assert empty.code == 0
        assert all(topic.name in empty.output for topic in declared())
        planned = json.loads((await moisess("topics", "plan", "--json", environment=broker)).output)
        assert [(each["topic"], each["kind"]) for each in planned] == [(topic.name, "create") for topic in declared()]
        assert (await moisess("topics", "check", environment=broker)).code == 1
        assert await existing_topics(admin) == {}

        asked = await moisess("topics", "apply", environment=broker)
        assert (asked.code, "--yes" in asked.output) == (1, True)
        assert await existing_topics(admin) == {}

        assert (await moisess("topics", "apply", "--yes", environment=broker)).code == 0
        assert (await moisess("topics", "check", environment=broker)).code == 0

        await set_retention(admin, DECISIONS, DAY_MS)
        changed = await moisess("topics", "plan", environment=broker)
        line = next(line for line in changed.output.splitlines() if DECISIONS.name in line)
        assert all(part in line for part in ("retention.ms", str(DAY_MS), str(DECISIONS.retention_ms), "sûr"))
        assert (await moisess("topics", "check", environment=broker)).code == 1
        assert (await moisess("topics", "apply", "--yes", environment=broker)).code == 0
        assert await retention(admin) == str(DECISIONS.retention_ms)


async def test_what_would_delete_records_is_done_only_when_that_is_accepted(private_kafka: PrivateServer) -> None:
    address = ("--bootstrap-servers", private_kafka.address)
    assert (await moisess("topics", "apply", "--yes", *address)).code == 0
    async with administration(Cluster(private_kafka.address)) as admin:
        await set_retention(admin, DECISIONS, -1)

        refused = await moisess("topics", "apply", "--yes", *address)
        assert (refused.code, "refusé" in refused.output) == (1, True)
        assert await retention(admin) == "-1"

        assert (await moisess("topics", "apply", "--yes", "--allow-data-loss", *address)).code == 0
        assert await retention(admin) == str(DECISIONS.retention_ms)


async def test_a_broker_that_does_not_answer_is_named_in_one_sentence() -> None:
    finished = await moisess("topics", "check", "--bootstrap-servers", "127.0.0.1:1")

    assert finished.code == 1
    assert finished.output.strip() == (
        "Aucun courtier Kafka ne répond à 127.0.0.1:1 : vérifiez l’adresse et qu’il est démarré."
    )
