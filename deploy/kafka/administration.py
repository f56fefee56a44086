"""A broker's topics as they are, and new ones; nothing else of ours creates a topic."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import KafkaError, TopicAlreadyExistsError, for_code

from deploy.kafka.declared import Topic
from deploy.kafka.plan import Existing
from shared.kafka.cluster import Cluster
from shared.kafka.refusal import AccessRefused, explained

SET_ON_THE_TOPIC = 1
REQUEST_MS = 30_000
SHOWN_SECONDS = 20
LOOK_SECONDS = 0.05


class TopicsRefused(Exception):
    """The broker did not take a change, or a change is too dangerous to be asked for; the message is French."""


@asynccontextmanager
async def administration(cluster: Cluster) -> AsyncIterator[AIOKafkaAdminClient]:
    """Connect as administrator; raises ``TopicsRefused`` where no broker answers or lets it in."""
    admin = AIOKafkaAdminClient(**cluster.arguments(), client_id="moisess-topics", request_timeout_ms=REQUEST_MS)
    try:
        async with explained(cluster):
            await admin.start()
    except AccessRefused as refused:
        await admin.close()
        raise TopicsRefused(str(refused)) from refused
    except (KafkaError, OSError) as error:
        await admin.close()
        raise TopicsRefused(
            f"Aucun courtier Kafka ne répond à {cluster.bootstrap_servers} : vérifiez l’adresse et qu’il est démarré."
        ) from error
    try:
        yield admin
    finally:
        await admin.close()


async def existing_topics(admin: AIOKafkaAdminClient) -> dict[str, Existing]:
    """Return every topic of the broker, Kafka's own left out."""
    # All topics are asked for: naming one that does not exist creates it on brokers that allow that.
    described = [topic for topic in await admin.describe_topics() if not topic["is_internal"]]
    names = [topic["topic"] for topic in described]
    settings = await _settings(admin, names) if names else {}
    return {
        topic["topic"]: Existing(partitions=len(topic["partitions"]), settings=settings[topic["topic"]])
        for topic in described
    }


async def create(admin: AIOKafkaAdminClient, topics: Sequence[Topic]) -> None:
    """Create topics, with as many copies as declared or as there are brokers; one that exists is left as it is."""
    if not topics:
        return
    brokers = len((await admin.describe_cluster())["brokers"])
    wanted = [
        NewTopic(
            topic.name,
            num_partitions=topic.partitions,
            replication_factor=min(topic.replication, brokers),
            topic_configs=topic.configuration(),
        )
        for topic in topics
    ]
    response = await admin.create_topics(wanted)
    for answer in response.to_object()["topic_errors"]:
        if answer["error_code"] not in {0, TopicAlreadyExistsError.errno}:
            raise TopicsRefused(f"Kafka refuse de créer {answer['topic']} : {reason(answer)}")

    async def all_there() -> bool:
        return {topic.name for topic in topics} <= set(await admin.list_topics())

    await until(all_there)


async def until(shown: Callable[[], Awaitable[bool]]) -> None:
    """Wait until the broker shows what it has taken; raises ``TopicsRefused`` where it does not."""
    # The controller takes a change before the brokers, which are asked, have heard of it.
    try:
        async with asyncio.timeout(SHOWN_SECONDS):
            while True:
                if await shown():
                    return
                await asyncio.sleep(LOOK_SECONDS)
    except TimeoutError as error:
        raise TopicsRefused(
            f"Kafka a accepté les changements mais ne les montre pas après {SHOWN_SECONDS} s : "
            "vérifiez l’état du cluster, puis recommencez."
        ) from error


def reason(answer: Mapping[str, Any]) -> str:
    """Return what a broker says against a request."""
    return str(answer["error_message"] or for_code(answer["error_code"]).__name__)


async def _settings(admin: AIOKafkaAdminClient, names: Sequence[str]) -> dict[str, dict[str, str]]:
    resources = [ConfigResource(ConfigResourceType.TOPIC, name) for name in names]
    found: dict[str, dict[str, str]] = {}
    for response in await admin.describe_configs(resources):
        for resource in response.to_object()["resources"]:
            found[resource["resource_name"]] = {
                entry["config_names"]: entry["config_value"]
                for entry in resource["config_entries"]
                if entry["config_source"] == SET_ON_THE_TOPIC
            }
    return found
