"""What a relay takes for a state that its tables have lost, and what it passes over."""

from dataclasses import replace

import pytest
from aiokafka import AIOKafkaProducer

from services.submission.manifestations.reconcile import numbered_manifestations
from shared.kafka.cluster import Cluster
from shared.outbox.append import outbox_row
from shared.outbox.numbered import TopicAhead, refuse_to_contradict
from tests.integration.shared.hearing import Hearing
from tests.support.builders import manifestation_changed


async def compare(hearing: Hearing, producer: AIOKafkaProducer, *, version: int) -> None:
    """Have a relay compare a topic that bears one state, which the tables do not know."""
    row = outbox_row(hearing.stream, manifestation_changed(version=version))
    headers = [(name, value.encode()) for name, value in row.headers.items()]
    await producer.send_and_wait(hearing.stream.topic, row.payload, key=row.key.encode(), headers=headers)
    numbered = replace(numbered_manifestations(), stream=hearing.stream)
    cluster = Cluster(hearing.bootstrap_servers)
    await refuse_to_contradict([numbered], service="submission", database=hearing.database, cluster=cluster)


async def test_a_state_that_the_tables_do_not_know_stops_the_relay(
    hearing: Hearing, kafka_producer: AIOKafkaProducer
) -> None:
    with pytest.raises(TopicAhead):
        await compare(hearing, kafka_producer, version=1)


@pytest.mark.parametrize("version", [0, 2**63])
async def test_a_version_that_no_table_can_hold_is_nobodys_and_stops_nothing(
    hearing: Hearing, kafka_producer: AIOKafkaProducer, version: int
) -> None:
    await compare(hearing, kafka_producer, version=version)
