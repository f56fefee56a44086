import pytest
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import UnknownTopicOrPartitionError

from shared.kafka.cluster import Cluster
from shared.kafka.history import history
from shared.kafka.topic_ids import read_topic_id
from tests.support.kafka import UniqueTopic, make_again


async def id_of(bootstrap_servers: str, topic: str) -> object:
    async with history(Cluster(bootstrap_servers), topic, client_id="tests") as past:
        return past.topic_id


async def test_a_topic_keeps_its_id_until_it_is_made_again(
    bootstrap_servers: str, unique_topic: UniqueTopic, kafka_admin: AIOKafkaAdminClient
) -> None:
    topic, other = await unique_topic(), await unique_topic()
    before = await id_of(bootstrap_servers, topic)

    assert before == await id_of(bootstrap_servers, topic)
    assert before != await id_of(bootstrap_servers, other)
    await make_again(kafka_admin, topic)
    assert before != await id_of(bootstrap_servers, topic)


async def test_a_topic_that_is_not_there_is_not_made_by_the_question(kafka_admin: AIOKafkaAdminClient) -> None:
    with pytest.raises(UnknownTopicOrPartitionError):
        await read_topic_id(kafka_admin._client, "tests.nothing")  # noqa: SLF001

    assert "tests.nothing" not in await kafka_admin.list_topics()
