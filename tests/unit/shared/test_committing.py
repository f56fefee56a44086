"""What becomes of offsets that the broker does not take."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from aiokafka import TopicPartition
from aiokafka.errors import CommitFailedError, IllegalStateError, KafkaError, RequestTimedOutError

from shared.contracts.submission import MANIFESTATIONS
from shared.kafka.cluster import Cluster
from shared.kafka.consumer import Consumer
from shared.kafka.subscription import Subscription

ONE, TWO = TopicPartition("t", 1), TopicPartition("t", 2)


class Broker:
    """Refuses the first commit and takes the next."""

    def __init__(self, refusal: KafkaError) -> None:
        self.taken: dict[TopicPartition, int] = {}
        self._refusals = [refusal]

    async def commit(self, offsets: dict[TopicPartition, int]) -> None:
        if self._refusals:
            raise self._refusals.pop()
        self.taken |= offsets


def consumer_of(broker: Broker) -> Consumer[Any]:
    async def handle(*_: object) -> None:
        """Is not called."""

    consumer: Consumer[Any] = Consumer(
        subscription=Subscription(stream=MANIFESTATIONS, group="tests.manifestations", handle=handle),
        batches=cast("Any", None),
        assignment=cast("Any", None),
        missed_removals=cast("Any", None),
        cluster=Cluster(""),
        session_seconds=30,
    )
    consumer._subscriber = cast("Any", SimpleNamespace(consumer=broker))  # noqa: SLF001
    return consumer


async def test_what_was_not_committed_is_committed_the_next_time() -> None:
    broker = Broker(RequestTimedOutError())
    consumer = consumer_of(broker)
    consumer._uncommitted = {ONE: 7, TWO: 3}  # noqa: SLF001
    await consumer._commit()  # noqa: SLF001
    consumer._uncommitted |= {TWO: 5}  # noqa: SLF001

    await consumer._commit()  # noqa: SLF001

    assert {ONE: 7, TWO: 5} == broker.taken


async def test_it_is_tried_again_though_nothing_more_comes() -> None:
    broker = Broker(RequestTimedOutError())
    consumer = consumer_of(broker)
    consumer._uncommitted = {ONE: 7}  # noqa: SLF001

    await consumer._commit_soon()  # noqa: SLF001

    assert {ONE: 7} == broker.taken


@pytest.mark.parametrize("refusal", [CommitFailedError(), IllegalStateError()])
async def test_offsets_of_partitions_that_have_moved_are_forgotten(refusal: KafkaError) -> None:
    broker = Broker(refusal)
    consumer = consumer_of(broker)
    consumer._uncommitted = {ONE: 7}  # noqa: SLF001

    await consumer._commit()  # noqa: SLF001
    await consumer._commit()  # noqa: SLF001

    assert {} == broker.taken
