"""A consumer can fall silent while its process looks healthy; then the process ends, and its supervisor restarts it."""

import asyncio
import os
from time import monotonic
from typing import Any

import structlog
from aiokafka.errors import KafkaError
from faststream.kafka.subscriber.usecase import BatchSubscriber

from shared.kafka.batches import Batches
from shared.kafka.topic_ids import read_topic_id
from shared.observability import metrics

LOOK_SECONDS = 5
SILENT_SECONDS = 60

log = structlog.get_logger(__name__)


class Watchdog:
    """Looks at lag and position: records waiting and nothing taken for a minute is a dead consumer."""

    def __init__(self, *, group: str, topic: str, subscriber: BatchSubscriber, batches: Batches[Any]) -> None:
        """Take what it watches."""
        self._group = group
        self._topic = topic
        self._subscriber = subscriber
        self._batches = batches
        self._positions: dict[Any, int] = {}
        self._shown: set[str] = set()
        """Partitions whose lag is in the metrics."""
        self._moved_at = monotonic()

    async def watch(self) -> None:
        """Look until cancelled, and show the lag of what is read meanwhile.

        A database that does not answer is waited for and not held against the consumer.

        Raises ``KafkaError`` where the client has lost one of its routines, or reads on at offsets of a topic that is
        no more, so that a new one is built.
        """
        try:
            await self._watch()
        finally:
            self._show({})

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            if ended := self._ended_routine():
                raise KafkaError(ended)
            try:
                async with asyncio.timeout(LOOK_SECONDS):
                    lag = await self._look()
                    made_again = await self._is_another_topic()
            except (KafkaError, TimeoutError, OSError):
                self._moved_at = monotonic()
                continue
            if made_again:
                raise KafkaError("the topic was deleted and created again")
            if not lag or self._batches.stalled_since is not None:
                self._moved_at = monotonic()
            elif monotonic() - self._moved_at > SILENT_SECONDS:
                log.critical("consumer_silent", group=self._group, lag=lag, seconds=SILENT_SECONDS)
                os._exit(1)

    def _ended_routine(self) -> str | None:
        # What surprises the client can end its routines. It has no public sign of it: who asks for records is told of
        # an error each time, for good, and FastStream asks again each time.
        consumer = self._subscriber.consumer
        for part, routine in (("_fetcher", "_fetch_task"), ("_coordinator", "_coordination_task")):
            task = getattr(getattr(consumer, part, None), routine, None)
            if task is not None and task.done():
                return f"the client's {routine} has ended: {None if task.cancelled() else task.exception()!r}"
        return None

    async def _is_another_topic(self) -> bool:
        consumer = self._subscriber.consumer
        known = self._batches.topic_id
        return (
            consumer is not None and known is not None and await read_topic_id(consumer._client, self._topic) != known  # noqa: SLF001  on the open connection
        )

    async def _look(self) -> int:
        consumer = self._subscriber.consumer
        if consumer is None:
            return 0
        partitions = list(consumer.assignment())
        ends = await consumer.end_offsets(partitions) if partitions else {}
        positions = {partition: await consumer.position(partition) for partition in partitions}
        if positions != self._positions:
            self._moved_at = monotonic()
        self._positions = positions
        waiting = {partition: ends[partition] - positions[partition] for partition in partitions}
        self._show({str(partition.partition): records for partition, records in waiting.items()})
        return sum(waiting.values())

    def _show(self, lags: dict[str, int]) -> None:
        """Show the lag of what this member reads, and no more that of what others read now."""
        for gone in self._shown - lags.keys():
            metrics.LAG.remove(self._group, gone)
        for partition, records in lags.items():
            metrics.LAG.labels(self._group, partition).set(records)
        self._shown = set(lags)
