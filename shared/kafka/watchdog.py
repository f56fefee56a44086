"""A consumer can fall silent while its process looks healthy; then the process ends, and its keeper starts it anew."""

import asyncio
import os
from time import monotonic
from typing import Any

import structlog
from aiokafka.errors import KafkaError
from faststream.kafka.subscriber.usecase import BatchSubscriber

from shared.kafka.batches import Batches
from shared.observability import metrics

LOOK_SECONDS = 5
SILENT_SECONDS = 60

log = structlog.get_logger(__name__)


class Watchdog:
    """Looks at lag and position: records waiting and nothing taken for a minute is a dead consumer."""

    def __init__(self, *, group: str, subscriber: BatchSubscriber, batches: Batches[Any]) -> None:
        """Take what it watches."""
        self._group = group
        self._subscriber = subscriber
        self._batches = batches
        self._positions: dict[Any, int] = {}
        self._moved_at = monotonic()

    async def watch(self) -> None:
        """Look until cancelled; a database that does not answer is waited for and not held against the consumer.

        Raises ``KafkaError`` where the client has stopped fetching, so that it is built anew.
        """
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            if self._fetching_has_ended():
                raise KafkaError("the client's fetch routine has ended")
            try:
                async with asyncio.timeout(LOOK_SECONDS):
                    lag = await self._look()
            except (KafkaError, TimeoutError, OSError):
                self._moved_at = monotonic()
                continue
            if not lag or self._batches.stalled_since is not None:
                self._moved_at = monotonic()
            elif monotonic() - self._moved_at > SILENT_SECONDS:
                log.critical("consumer_silent", group=self._group, lag=lag, seconds=SILENT_SECONDS)
                os._exit(1)

    def _fetching_has_ended(self) -> bool:
        # A broken connection can end the client's routine, and aiokafka has no public sign of it.
        fetcher = getattr(self._subscriber.consumer, "_fetcher", None)
        return fetcher is not None and bool(fetcher.error_future.done())

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
        for partition, records in waiting.items():
            metrics.LAG.labels(self._group, str(partition.partition)).set(records)
        return sum(waiting.values())
