"""The one consumer of the platform: FastStream reads batches, offsets are committed after the transactions, by hand."""

import asyncio
import contextlib
from collections.abc import Mapping
from typing import Generic, TypeVar

import structlog
from aiokafka import ConsumerRebalanceListener, TopicPartition
from aiokafka.errors import CommitFailedError, IllegalStateError, KafkaError
from faststream.kafka.subscriber.usecase import BatchSubscriber

from shared.kafka.assignment import Assignment
from shared.kafka.batches import Batches, waits_out
from shared.kafka.cluster import Cluster
from shared.kafka.missed_removals import MissedRemovals
from shared.kafka.refusal import AccessRefused, explained
from shared.kafka.store import next_offsets
from shared.kafka.subscriber import STOP_SECONDS, Record, build
from shared.kafka.subscription import Subscription
from shared.kafka.watchdog import Watchdog
from shared.observability import metrics

T = TypeVar("T")

COMMIT_SECONDS = 0.2
"""Only the lag that is shown waits for it, and a commit per batch costs the broker more than the records."""
START_PAUSE_SECONDS = 1.0

log = structlog.get_logger(__name__)


class Consumer(ConsumerRebalanceListener, Generic[T]):
    """One member of one group; it starts before its broker, and gives partitions back between two batches."""

    def __init__(
        self,
        *,
        subscription: Subscription[T],
        batches: Batches[T],
        assignment: Assignment,
        missed_removals: MissedRemovals[T],
        cluster: Cluster,
        session_seconds: int,
    ) -> None:
        """Take the parts; nothing is connected before ``run``.

        After ``session_seconds`` without a sign of life the group gives this member's partitions to others.
        """
        metrics.begin_group(subscription.group)
        self._subscription = subscription
        self._batches = batches
        self._assignment = assignment
        self._missed_removals = missed_removals
        self._cluster = cluster
        self._session_seconds = session_seconds
        self._turn = asyncio.Lock()
        self._subscriber: BatchSubscriber | None = None
        self.joined = False
        """True once the group has let this member in."""
        self.refused: str | None = None
        """Why the broker does not let this process in, in French; None where that is not what is wrong."""
        self._uncommitted: dict[TopicPartition, int] = {}
        self._committing: asyncio.Task[None] | None = None

    @property
    def group(self) -> str:
        """Name of the consumer group."""
        return self._subscription.group

    async def run(self) -> None:
        """Consume until cancelled."""
        while True:
            broker, self._subscriber = build(
                self._subscription,
                cluster=self._cluster,
                session_seconds=self._session_seconds,
                listener=self,
                take=self._take,
            )
            try:
                await self._missed_removals.apply()
                async with explained(self._cluster):
                    await broker.start()
                self.joined, self.refused = True, None
                log.info("consumer_joined", group=self._subscription.group)
                await Watchdog(
                    group=self._subscription.group,
                    topic=self._subscription.stream.topic,
                    subscriber=self._subscriber,
                    batches=self._batches,
                ).watch()
            except Exception as error:
                if not waits_out(error):
                    raise
                self.refused = str(error) if isinstance(error, AccessRefused) else None
                log.warning("consumer_interrupted", group=self._subscription.group, error=repr(error))
                await asyncio.sleep(START_PAUSE_SECONDS)
            finally:
                self.joined = False
                self._batches.giving_up.set()
                self._assignment.end()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(STOP_SECONDS), self._turn:
                        await self._commit()
                self._uncommitted = {}
                self._subscriber = None
                with contextlib.suppress(Exception):
                    async with asyncio.timeout(STOP_SECONDS):
                        await broker.stop()
                self._batches.giving_up.clear()

    async def on_partitions_revoked(self, revoked: set[TopicPartition]) -> None:
        """Let the running batch end, and a waiting one give up, before another member may take these partitions."""
        if revoked:
            self._batches.giving_up.set()
            self._assignment.end()
            async with self._turn:
                await self._commit()
                log.info("partitions_given_back", group=self._subscription.group, partitions=len(revoked))

    async def on_partitions_assigned(self, assigned: set[TopicPartition]) -> None:
        """Go on with what was assigned, from where the database is."""
        # What could not be committed of an earlier assignment may be behind what another member has committed since.
        self._uncommitted = {}
        self._batches.giving_up.clear()
        if self._subscriber is not None and self._subscriber.consumer is not None:
            # What was applied and not committed, by a member that was killed for instance, would be shown as waiting.
            self._assignment.begin(self._subscriber.consumer, assigned, reached=self._commit_later)
        log.info("partitions_assigned", group=self._subscription.group, partitions=len(assigned))

    async def _take(self, records: tuple[Record, ...]) -> None:
        """Apply and commit. Under the manual policy an exception would neither commit nor rewind, so none leaves."""
        async with self._turn:
            current = await self._assignment.current(records)
            if current and await self._batches.apply(current):
                self._commit_later(next_offsets(current))

    def _commit_later(self, offsets: Mapping[TopicPartition, int]) -> None:
        self._uncommitted |= offsets
        if self._committing is None or self._committing.done():
            self._committing = asyncio.create_task(self._commit_soon())

    async def _commit_soon(self) -> None:
        pause = COMMIT_SECONDS
        while True:
            await asyncio.sleep(pause)
            async with self._turn:
                await self._commit()
            if not self._uncommitted:
                return
            pause = START_PAUSE_SECONDS

    async def _commit(self) -> None:
        offsets, self._uncommitted = self._uncommitted, {}
        consumer = self._subscriber.consumer if self._subscriber else None
        if consumer is None or not offsets:
            return
        try:
            await consumer.commit(offsets)
        except KafkaError as error:
            # Nothing is heard twice for that: where to read on is in the database, and the broker's offsets are shown.
            if not isinstance(error, CommitFailedError | IllegalStateError):
                self._uncommitted = offsets
            metrics.COMMIT_FAILURES.labels(self._subscription.group).inc()
            log.info("offsets_not_committed", group=self._subscription.group, error=repr(error))
