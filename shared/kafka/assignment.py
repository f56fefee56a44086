"""Where a member reads on: where its own database has got to, whatever the broker says that the group committed."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.errors import IllegalStateError

from shared.kafka.batches import FIRST_PAUSE_SECONDS, Batches
from shared.kafka.recreated_store import RecreatedTopic, adopt_topic, list_recreated_topics
from shared.kafka.store import list_marks, next_offsets
from shared.kafka.topic_ids import read_topic_id
from shared.observability import metrics
from shared.postgres.database import Database

Records = Sequence[ConsumerRecord[Any, Any]]
Reached = Callable[[Mapping[TopicPartition, int]], None]

log = structlog.get_logger(__name__)


class Assignment:
    """The partitions that a member has now; nothing is read from them before they are where the database is."""

    def __init__(self, *, database: Database, batches: Batches[Any]) -> None:
        """Take what it needs; nothing is assigned yet."""
        self._database = database
        self._batches = batches
        self.recreated: Sequence[RecreatedTopic] = ()
        """Topics of the group whose records of before are gone; known once positions were set."""
        self._consumer: AIOKafkaConsumer | None = None
        self._seeking: asyncio.Task[None] | None = None

    def begin(self, consumer: AIOKafkaConsumer, partitions: set[TopicPartition], *, reached: Reached) -> None:
        """Hold the partitions until the database has said where to begin, and return at once.

        ``reached`` is told of the marks that were found. Not awaited where the group assigns: a member that waits there
        can neither give partitions back nor leave.
        """
        self.end()
        # Before anything else runs: by itself the client would fetch from the committed offsets.
        consumer.pause(*partitions)
        self._consumer = consumer
        self._seeking = asyncio.create_task(self._seek(consumer, partitions, reached))

    def end(self) -> None:
        """Forget the partitions, and stop waiting for the database."""
        if self._seeking is not None:
            self._seeking.cancel()
        self._consumer = self._seeking = None

    async def current(self, records: Records) -> Records:
        """Leave out what was fetched before the partitions were assigned, so before their positions were set."""
        consumer = self._consumer
        if consumer is None or self._seeking is None or not self._seeking.done():
            return []
        ends = next_offsets(records)
        current = {partition for partition, end in ends.items() if await _has_reached(consumer, partition, end)}
        return [each for each in records if TopicPartition(each.topic, each.partition) in current]

    async def _seek(self, consumer: AIOKafkaConsumer, partitions: set[TopicPartition], reached: Reached) -> None:
        pause = FIRST_PAUSE_SECONDS
        while True:
            try:
                marks = await self._marks(consumer, {partition.topic for partition in partitions})
                break
            except Exception as error:  # noqa: BLE001  whatever is wrong, to begin elsewhere would pass records by
                pause = await self._batches.wait_out(error, pause)
        self._batches.stalled_since = None
        for partition in partitions:
            # A database without a mark has heard nothing. Offsets that the topic does not have are those of its oldest.
            consumer.seek(partition, marks.get(partition, 0))
        consumer.resume(*partitions)
        reached({partition: marks[partition] for partition in partitions & marks.keys()})
        log.info("positions_set", group=self._batches.group, partitions=len(partitions))

    async def _marks(self, consumer: AIOKafkaConsumer, topics: set[str]) -> Mapping[TopicPartition, int]:
        group = self._batches.group
        for topic in topics:
            topic_id = await read_topic_id(consumer._client, topic)  # noqa: SLF001  on the connection that there is
            async with self._database.transaction() as tx:
                if await adopt_topic(tx, group, topic, topic_id):
                    log.critical("topic_recreated", group=group, topic=topic)
            self._batches.topic_id = topic_id
        async with self._database.transaction(readonly=True) as tx:
            self.recreated = await list_recreated_topics(tx, group)
            metrics.TOPICS_RECREATED.labels(group).set(len(self.recreated))
            return await list_marks(tx, group)


async def _has_reached(consumer: AIOKafkaConsumer, partition: TopicPartition, end: int) -> bool:
    """Return True where records below ``end`` were taken since the position was set, or need not be."""
    try:
        return bool(await consumer.position(partition) >= end)
    except IllegalStateError:
        return False
