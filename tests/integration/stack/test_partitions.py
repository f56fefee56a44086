from dataclasses import replace

from aiokafka.admin import AIOKafkaAdminClient

from deploy.kafka.administration import create, existing_topics
from deploy.kafka.broker import apply
from deploy.kafka.declared import declared
from deploy.kafka.plan import plan
from tests.support.kafka import UniqueTopic


async def test_a_topic_grows_to_the_partitions_that_are_declared(
    unique_topic: UniqueTopic, kafka_admin: AIOKafkaAdminClient
) -> None:
    name = await unique_topic(partitions=2)
    grown = replace(declared()[0], name=name, partitions=5)

    changes = plan([grown], await existing_topics(kafka_admin))
    await apply(kafka_admin, [grown], changes)

    found = (await existing_topics(kafka_admin))[name]
    assert (found.partitions, found.settings) == (5, grown.configuration())


async def test_creating_a_topic_that_is_there_changes_nothing(
    unique_topic: UniqueTopic, kafka_admin: AIOKafkaAdminClient
) -> None:
    name = await unique_topic(partitions=2)

    await create(kafka_admin, [replace(declared()[0], name=name, partitions=5)])

    assert (await existing_topics(kafka_admin))[name].partitions == 2
