"""What a reader of a compacted topic could not be told: removals whose tombstones were gone before it came back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import time
from typing import Generic, TypeVar

import structlog
from aiokafka import ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

from shared.kafka.cluster import Cluster
from shared.kafka.history import History, history
from shared.kafka.last_records import last_records
from shared.kafka.records import Received
from shared.kafka.recreated_store import adopt_topic
from shared.kafka.refusal import explained
from shared.kafka.store import list_marks
from shared.kafka.subscription import Present, Subscription
from shared.observability.context import Cause
from shared.postgres.database import Database

T = TypeVar("T")

SPARED = 0.1
"""Share of the retention that is not counted on: reading what has been missed takes its time as well."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedRemovals(Generic[T]):
    """Looks for them before one subscription goes on reading."""

    subscription: Subscription[T]
    database: Database
    cluster: Cluster

    async def apply(self) -> int:
        """Remove from the copy what its topic no longer knows, where the group was away for too long; returns how many.

        Must end before the group reads on: the marks are all that tells how long it was away. Raises the errors of
        database and broker.
        """
        list_present = self.subscription.list_present
        if list_present is None:
            return 0
        group, topic = self.subscription.group, self.subscription.stream.topic
        async with self.database.transaction(readonly=True) as tx:
            marks = await list_marks(tx, group)
        if not marks:
            return 0
        async with history(self.cluster, topic, client_id=group) as past:
            # A topic that was made again knows nothing of before: what it lacks may be there all the same.
            if await self._is_another(past):
                return 0
            if not await self._away_too_long(past, marks):
                return 0
            # The copy first: what is told after the topic has been read is newer than the version that is removed here.
            async with self.database.transaction(readonly=True) as tx:
                present = await list_present(tx)
            known = {record.key async for records in last_records(past) for record in records}
        missed = sorted(each for each in present if each.key not in known)
        if missed:
            async with self.database.transaction() as tx:
                await self.subscription.handle(tx, [_removal(topic, each) for each in missed])
        log.warning("removals_missed", group=group, topic=topic, removed=len(missed))
        return len(missed)

    async def _is_another(self, past: History) -> bool:
        async with self.database.transaction() as tx:
            if not await adopt_topic(tx, self.subscription.group, past.topic, past.topic_id):
                return False
        log.critical("topic_recreated", group=self.subscription.group, topic=past.topic)
        return True

    async def _away_too_long(self, past: History, marks: Mapping[TopicPartition, int]) -> bool:
        """Return True where something that was not applied yet is so old that tombstones of then may be gone."""
        retention_ms = await _tombstone_retention_ms(self.cluster, past.topic)
        kept = await past.first_since(int(time() * 1000 - retention_ms * (1 - SPARED)))
        return any(
            offset < kept.get(place.partition, 0) for place, offset in marks.items() if place.topic == past.topic
        )


def _removal(topic: str, gone: Present) -> Received[T]:
    """Return the tombstone that the topic must have had: any later record of the entity has a higher version."""
    record = ConsumerRecord[bytes, bytes](
        topic=topic,
        partition=-1,
        offset=-1,
        timestamp=0,
        timestamp_type=0,
        key=gone.key.encode(),
        value=None,
        checksum=None,
        serialized_key_size=len(gone.key),
        serialized_value_size=-1,
        headers=(),
    )
    cause = Cause(correlation_id=None, traceparent=None)
    return Received(key=gone.key, version=gone.version + 1, event=None, cause=cause, record=record)


async def _tombstone_retention_ms(cluster: Cluster, topic: str) -> int:
    """Return for how long the broker keeps tombstones at least; 0 where it does not say."""
    admin = AIOKafkaAdminClient(**cluster.arguments(), client_id="missed-removals")
    try:
        async with explained(cluster):
            await admin.start()
        answers = await admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, topic)])
    finally:
        await admin.close()
    entries: Sequence[Mapping[str, str]] = [
        entry
        for answer in answers
        for resource in answer.to_object()["resources"]
        for entry in resource["config_entries"]
    ]
    said = {entry["config_names"]: entry["config_value"] for entry in entries}
    return int(said.get("delete.retention.ms", 0))
