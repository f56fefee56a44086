"""Rows on their way to the broker: handed over by the batch, so that a row costs no future of its own."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, MessageSizeTooLargeError, RecordListTooLargeError
from aiokafka.producer.message_accumulator import BatchBuilder

from shared.outbox.partition import partition_of
from shared.outbox.relay_store import QueuedRow

TOO_LARGE = (MessageSizeTooLargeError, RecordListTooLargeError)

Place = tuple[str, int]
"""Topic and partition."""


@dataclass(slots=True)
class Batch:
    """Rows of one partition that the broker takes or refuses together."""

    builder: BatchBuilder
    rows: list[QueuedRow] = field(default_factory=list)

    def append(self, row: QueuedRow, key: bytes) -> bool:
        """Take a row; False where it does not fit any more."""
        headers = [(name, text.encode()) for name, text in row.headers.items()]
        fits = self.builder.append(timestamp=None, key=key, value=row.payload, headers=headers) is not None
        if fits:
            self.rows.append(row)
        return fits


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A batch that the broker has not acknowledged; what follows it in its partition was not handed over."""

    place: Place
    rows: Sequence[QueuedRow]
    size: int
    """Bytes, as the broker compares them with ``max.message.bytes``."""
    error: KafkaError

    @property
    def too_large(self) -> bool:
        """True where the broker's limit is the reason."""
        return isinstance(self.error, TOO_LARGE)

    def __str__(self) -> str:
        """Name the batch, and a single record by its row too."""
        topic, partition = self.place
        what = f"{len(self.rows)} records" if len(self.rows) > 1 else f"row {self.rows[0].id}, key {self.rows[0].key}"
        return f"{topic}[{partition}]: {what}, {self.size} bytes: {self.error!r}"


@dataclass(slots=True, kw_only=True)
class Sent:
    """What became of rows."""

    acknowledged: list[int] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


async def send(producer: AIOKafkaProducer, rows: Sequence[QueuedRow]) -> Sent:
    """Send rows, those of one partition in their order, and return once every partition has taken or failed.

    A batch is handed over when the one before it was acknowledged: from a producer that it hears for the first time
    the broker takes the second one though it refused the first. Raises the errors of asking for metadata.
    """
    sent = Sent()
    async with asyncio.TaskGroup() as tasks:
        for place, batches in (await _fill(producer, rows)).items():
            tasks.create_task(_send_in_turn(producer, place, batches, sent))
    return sent


async def _fill(producer: AIOKafkaProducer, rows: Sequence[QueuedRow]) -> dict[Place, list[Batch]]:
    filled: dict[Place, list[Batch]] = defaultdict(list)
    partitions: dict[str, int] = {}
    for row in rows:
        if row.topic not in partitions:
            partitions[row.topic] = len(await producer.partitions_for(row.topic))
        key = row.key.encode()
        batches = filled[row.topic, partition_of(key, partitions[row.topic])]
        if not batches or not batches[-1].append(row, key):
            # The first record always fits, whatever the size of a batch.
            batches.append(Batch(producer.create_batch()))
            batches[-1].append(row, key)
    return filled


async def _send_in_turn(producer: AIOKafkaProducer, place: Place, batches: Sequence[Batch], sent: Sent) -> None:
    topic, partition = place
    for batch in batches:
        batch.builder.close()
        try:
            await (await producer.send_batch(batch.builder, topic, partition=partition))
        except KafkaError as error:
            sent.failures.append(Failure(place=place, rows=batch.rows, size=batch.builder.size(), error=error))
            return
        sent.acknowledged += [row.id for row in batch.rows]
