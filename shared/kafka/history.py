"""A topic read again from its first record, beside the traffic and in no group."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from time import monotonic
from uuid import UUID

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from shared.kafka.cluster import Cluster
from shared.kafka.refusal import explained
from shared.kafka.topic_ids import read_topic_id

MAX_RECORDS = 2000
POLL_MS = 500
SILENT_SECONDS = 20
FETCH_BYTES = 4 * 1024 * 1024
FETCH_WAIT_MS = 50
"""A question about offsets waits behind the fetch under way, which at the end of the topic waits for records."""

Record = ConsumerRecord[bytes, bytes]


class History:
    """Where the reading of one topic stands; reading on goes on where it stopped."""

    def __init__(self, consumer: AIOKafkaConsumer, topic: str, topic_id: UUID, starts: Mapping[int, int]) -> None:
        """Start at the oldest records that the broker still has."""
        self.topic = topic
        self.topic_id = topic_id
        """Which topic of that name: offsets of another mean nothing here."""
        self.starts = dict(starts)
        """Per partition, the oldest offset there is."""
        self.positions = dict(starts)
        """Per partition, the first offset not read yet."""
        self._consumer = consumer

    async def is_made_again(self) -> bool:
        """Return True where the topic is no longer the one that was opened; raises ``KafkaError``."""
        return await read_topic_id(self._consumer._client, self.topic) != self.topic_id  # noqa: SLF001  see below

    async def ends(self) -> dict[int, int]:
        """Return, per partition, the offset that the next record will get."""
        ends = await self._consumer.end_offsets([TopicPartition(self.topic, number) for number in self.starts])
        return {partition.partition: offset for partition, offset in ends.items()}

    async def forgotten(self, since: datetime) -> dict[int, int]:
        """Return the partitions that may have lost records written since then, with the oldest offset of each.

        Raises ``KafkaError``.
        """
        begun = {TopicPartition(self.topic, number): 0 for number, start in self.starts.items() if start > 0}
        oldest = await self._consumer.offsets_for_times(begun) if begun else {}
        # What went was written before the oldest that is left; where nothing is left, it may be of yesterday.
        return {
            partition.partition: self.starts[partition.partition]
            for partition, found in oldest.items()
            if found is None or found.timestamp >= since.timestamp() * 1000
        }

    async def first_since(self, timestamp_ms: int) -> dict[int, int]:
        """Return, per partition, the offset of the first record that is not older; the end where all are."""
        partitions = [TopicPartition(self.topic, number) for number in self.starts]
        found = await self._consumer.offsets_for_times(dict.fromkeys(partitions, timestamp_ms))
        ends = await self.ends()
        return {each.partition: at.offset if (at := found.get(each)) else ends[each.partition] for each in partitions}

    async def read(self, until: Mapping[int, int]) -> AsyncIterator[list[Record]]:
        """Give the records below these offsets, in order within a partition.

        Raises ``KafkaError``, and ``TimeoutError`` where the broker gives nothing for long.
        """
        unfinished = {number for number, end in until.items() if self.positions[number] < end}
        for number in unfinished:
            self._consumer.seek(TopicPartition(self.topic, number), self.positions[number])
        moved_at = monotonic()
        while unfinished:
            partitions = [TopicPartition(self.topic, number) for number in sorted(unfinished)]
            found = await self._consumer.getmany(*partitions, timeout_ms=POLL_MS, max_records=MAX_RECORDS)
            # By position, not by record: compaction leaves gaps.
            for partition in partitions:
                position = min(await self._consumer.position(partition), until[partition.partition])
                if position > self.positions[partition.partition]:
                    self.positions[partition.partition], moved_at = position, monotonic()
            unfinished = {number for number in unfinished if self.positions[number] < until[number]}
            if monotonic() - moved_at > SILENT_SECONDS:
                raise TimeoutError
            if records := [each for batch in found.values() for each in batch if each.offset < until[each.partition]]:
                yield records


@asynccontextmanager
async def history(cluster: Cluster, topic: str, *, client_id: str) -> AsyncIterator[History]:
    """Open a topic's history; raises ``KafkaError`` where no broker answers or the topic is not there."""
    # Subscribing in no group assigns every partition.
    consumer = AIOKafkaConsumer(
        topic,
        **cluster.arguments(),
        client_id=client_id,
        group_id=None,
        enable_auto_commit=False,
        auto_offset_reset="none",
        max_partition_fetch_bytes=FETCH_BYTES,
        fetch_max_wait_ms=FETCH_WAIT_MS,
        request_timeout_ms=15_000,
    )
    try:
        async with explained(cluster):
            await consumer.start()
        topic_id = await read_topic_id(consumer._client, topic)  # noqa: SLF001  asked on the connection that there is
        starts = await consumer.beginning_offsets(sorted(consumer.assignment()))
        yield History(consumer, topic, topic_id, {partition.partition: offset for partition, offset in starts.items()})
    finally:
        await consumer.stop()
