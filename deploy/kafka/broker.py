"""Makes a broker's topics as they are declared; nothing else of ours changes a topic."""

from collections.abc import Sequence

from aiokafka.admin import AIOKafkaAdminClient, NewPartitions
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import KafkaError

from deploy.kafka.administration import TopicsRefused, administration, create, existing_topics, reason, until
from deploy.kafka.declared import Topic, declared
from deploy.kafka.plan import Change, plan, refused
from shared.kafka.cluster import Cluster


async def bring_up_to_date(cluster: Cluster) -> tuple[Change, ...]:
    """Make the broker's topics as declared and return what was changed; raises ``TopicsRefused`` where unsafe."""
    topics = declared()
    async with administration(cluster) as admin:
        changes = plan(topics, await existing_topics(admin))
        if dangerous := refused(changes, allow_data_loss=False):
            raise TopicsRefused(
                f"Le topic {dangerous[0].topic} diffère de sa déclaration. {dangerous[0].refusal} "
                "« moisess topics plan » montre les différences."
            )
        await apply(admin, topics, changes)
    return changes


async def apply(admin: AIOKafkaAdminClient, topics: Sequence[Topic], changes: Sequence[Change]) -> None:
    """Make the changes and return when the broker shows them; raises ``TopicsRefused`` where it does not take one."""
    by_name = {topic.name: topic for topic in topics}
    kinds = {kind: list(dict.fromkeys(c.topic for c in changes if c.kind == kind)) for kind in ("create", "setting")}
    await create(admin, [by_name[name] for name in kinds["create"]])
    for change in changes:
        if change.kind == "partitions":
            try:
                await admin.create_partitions({change.topic: NewPartitions(int(change.after or 0))})
            except KafkaError as error:
                raise TopicsRefused(f"Kafka refuse d’ajouter des partitions à {change.topic} : {error}") from error
    await _configure(admin, [by_name[name] for name in kinds["setting"]])

    async def as_declared() -> bool:
        return not plan(topics, await existing_topics(admin))

    await until(as_declared)


async def _configure(admin: AIOKafkaAdminClient, topics: Sequence[Topic]) -> None:
    if not topics:
        return
    # The request replaces all settings of a topic: what is not named in it falls back to the broker's default.
    resources = [
        ConfigResource(ConfigResourceType.TOPIC, topic.name, configs=topic.configuration()) for topic in topics
    ]
    for response in await admin.alter_configs(resources):
        for answer in response.to_object()["resources"]:
            if answer["error_code"]:
                raise TopicsRefused(f"Kafka refuse de régler {answer['resource_name']} : {reason(answer)}")
