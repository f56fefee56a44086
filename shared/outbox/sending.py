"""Rows on their way to the broker: handed over by the batch, so that a row costs no future of its own."""

import asyncio
from collections.abc import Sequence
from typing import Any

from aiokafka import AIOKafkaProducer
from aiokafka.producer.message_accumulator import BatchBuilder

from shared.outbox.partition import partition_of
from shared.outbox.relay_store import QueuedRow


async def send(producer: AIOKafkaProducer, rows: Sequence[QueuedRow]) -> None:
    """Send rows, those of one partition in their order, and return once the broker has acknowledged them all.

    Raises ``KafkaError``; which of the rows the broker has is not known then.
    """
    batches = _Batches(producer)
    for row in rows:
        await batches.take(row)
    await asyncio.gather(*await batches.hand_over())


class _Batches:
    """The batches that are being filled, by topic and partition."""

    def __init__(self, producer: AIOKafkaProducer) -> None:
        self._producer = producer
        self._filling: dict[tuple[str, int], BatchBuilder] = {}
        self._handed_over: list[asyncio.Future[Any]] = []
        self._partitions: dict[str, int] = {}

    async def take(self, row: QueuedRow) -> None:
        partitions = self._partitions.get(row.topic)
        if partitions is None:
            partitions = self._partitions[row.topic] = len(await self._producer.partitions_for(row.topic))
        key = row.key.encode()
        headers = [(name, text.encode()) for name, text in row.headers.items()]
        place = (row.topic, partition_of(key, partitions))
        batch = self._filling.get(place)
        if batch is not None:
            if batch.append(timestamp=None, key=key, value=row.payload, headers=headers):
                return
            await self._send(place, batch)
        # The first record always fits, whatever the size of a batch.
        batch = self._filling[place] = self._producer.create_batch()
        batch.append(timestamp=None, key=key, value=row.payload, headers=headers)

    async def hand_over(self) -> list["asyncio.Future[Any]"]:
        for place, batch in self._filling.items():
            await self._send(place, batch)
        return self._handed_over

    async def _send(self, place: tuple[str, int], batch: BatchBuilder) -> None:
        batch.close()
        topic, partition = place
        self._handed_over.append(await self._producer.send_batch(batch, topic, partition=partition))
