"""Who may do what on the broker, tried by doing it on a real one, as each user."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import (
    GroupAuthorizationFailedError,
    KafkaError,
    TopicAuthorizationFailedError,
)

from deploy.kafka.administration import administration
from deploy.kafka.declared import Topic, declared
from shared.kafka.cluster import Cluster
from shared.kafka.history import history
from shared.kafka.producer import start_producer
from tests.support.secured_kafka import PARTNER, SecuredKafka

SERVICES = ("submission", "eligibility", "programme", "matchmaking")
LISTINGS = "ess.public.programme.listings.v1"
DECISIONS = "ess.internal.eligibility.decisions.v1"


async def may_write(cluster: Cluster, topic: str) -> bool:
    # Not idempotent: who may write nothing at all is refused the number that such a producer asks for first.
    producer = AIOKafkaProducer(**cluster.arguments())
    await producer.start()
    try:
        await producer.send_and_wait(topic, b"{}", key=b"a")
    except TopicAuthorizationFailedError:
        return False
    finally:
        await producer.stop()
    return True


@asynccontextmanager
async def member(cluster: Cluster, group: str | None) -> AsyncIterator[AIOKafkaConsumer]:
    consumer = AIOKafkaConsumer(**cluster.arguments(), group_id=group, enable_auto_commit=False)
    await consumer.start()
    try:
        yield consumer
    finally:
        await consumer.stop()


async def may_commit(cluster: Cluster, group: str, topic: str) -> bool:
    async with member(cluster, group) as consumer:
        consumer.assign([TopicPartition(topic, 0)])
        try:
            await consumer.commit({TopicPartition(topic, 0): 0})
        except GroupAuthorizationFailedError:
            return False
    return True


async def may_read(cluster: Cluster, topic: str) -> bool:
    try:
        async with history(cluster, topic, client_id="tests") as past:
            async for _ in past.read(await past.ends()):
                pass
    except TopicAuthorizationFailedError:
        return False
    return True


@pytest.mark.parametrize("service", SERVICES)
async def test_a_service_writes_what_is_its_own_and_no_other_topic(service: str, secured_kafka: SecuredKafka) -> None:
    cluster = secured_kafka.cluster(service)

    written = {topic.name for topic in declared() if await may_write(cluster, topic.name)}

    own = {topic.name for topic in declared() if topic.producer == service}
    assert own
    assert own == written


@pytest.mark.parametrize("service", SERVICES)
async def test_a_service_reads_what_it_hears_and_what_it_tells(service: str, secured_kafka: SecuredKafka) -> None:
    cluster = secured_kafka.cluster(service)
    events = [topic for topic in declared() if topic.dead_letters_of is None]

    read = {topic.name for topic in events if await may_read(cluster, topic.name)}

    assert {topic.name for topic in events if topic.producer == service or groups_of(service, topic)} == read


@pytest.mark.parametrize("service", SERVICES)
async def test_a_service_is_in_its_own_groups_alone(service: str, secured_kafka: SecuredKafka) -> None:
    cluster = secured_kafka.cluster(service)
    groups = {(group, topic.name) for topic in declared() for group in topic.consumers}

    admitted = {group for group, topic in groups if await may_commit(cluster, group, topic)}

    assert {group for group, _ in groups if group.startswith(f"{service}.")} == admitted


async def test_a_partner_reads_public_topics_alone_and_writes_none(secured_kafka: SecuredKafka) -> None:
    cluster = secured_kafka.cluster(PARTNER)
    names = [topic.name for topic in declared()]

    assert {name for name in names if name.startswith("ess.public.")} == {
        name for name in names if await may_read(cluster, name)
    }
    assert [] == [name for name in names if await may_write(cluster, name)]


async def test_a_partner_has_groups_under_its_own_name_alone(secured_kafka: SecuredKafka) -> None:
    cluster = secured_kafka.cluster(PARTNER)

    assert await may_commit(cluster, f"{PARTNER}.site", LISTINGS)
    for group in ("partner.presse.site", f"{PARTNER}site", "matchmaking.listings"):
        assert not await may_commit(cluster, group, LISTINGS)


async def test_nobody_but_the_operator_makes_changes_or_removes_topics(secured_kafka: SecuredKafka) -> None:
    async with administration(secured_kafka.operator) as operator:
        before = set(await operator.list_topics())
        for user in (*SERVICES, PARTNER):
            async with administration(secured_kafka.cluster(user)) as admin:
                await refused(admin)
        assert before == set(await operator.list_topics())


async def refused(admin: AIOKafkaAdminClient) -> None:
    created = await admin.create_topics([NewTopic("ess.public.programme.forged.v1", 1, 1)])
    deleted = await admin.delete_topics([LISTINGS])

    answers = [*created.to_object()["topic_errors"], *deleted.to_object()["topic_error_codes"]]

    assert [TopicAuthorizationFailedError.errno] * 2 == [answer["error_code"] for answer in answers]


async def test_a_service_may_ask_for_how_long_tombstones_are_kept(secured_kafka: SecuredKafka) -> None:
    from shared.kafka.missed_removals import _tombstone_retention_ms  # noqa: PLC0415

    assert 0 < await _tombstone_retention_ms(secured_kafka.cluster("matchmaking"), LISTINGS)


async def test_whoever_does_not_sign_in_gets_nowhere(secured_kafka: SecuredKafka) -> None:
    with pytest.raises(KafkaError, match="KAFKA_SECURITY_PROTOCOL=PLAINTEXT"):
        await start_producer(Cluster(secured_kafka.address), client_id="tests")


def groups_of(service: str, topic: Topic) -> list[str]:
    return [group for group in topic.consumers if group.startswith(f"{service}.")]
