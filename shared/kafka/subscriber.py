"""How FastStream is asked to read: batches of raw records, nothing acknowledged and nothing decoded by itself."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiokafka import ConsumerRebalanceListener, ConsumerRecord
from faststream import AckPolicy
from faststream.kafka import KafkaBroker
from faststream.kafka.message import FAKE_CONSUMER, KafkaAckableMessage, KafkaMessage
from faststream.kafka.schemas import Topic
from faststream.kafka.subscriber.usecase import BatchSubscriber

from shared.kafka.cluster import Cluster
from shared.kafka.subscription import Subscription

Record = ConsumerRecord[Any, Any]

MAX_RECORDS = 500
BATCH_WAIT_MS = 200
FETCH_MIN_BYTES = 64 * 1024
FETCH_WAIT_MS = 500
HEARTBEATS_PER_SESSION = 10
REBALANCE_MS = 60_000
MAX_POLL_MS = 300_000
FETCH_BYTES = 1024 * 1024
"""Of all partitions together, and twice as much is held: what is applied, and what is fetched meanwhile."""
STOP_SECONDS = 10

log = structlog.get_logger(__name__)


def build(
    subscription: Subscription[Any],
    *,
    cluster: Cluster,
    session_seconds: int,
    listener: ConsumerRebalanceListener,
    take: Callable[[tuple[Record, ...]], Awaitable[None]],
) -> tuple[KafkaBroker, BatchSubscriber]:
    """Return a broker's client with its one subscriber, not started; ``take`` gets each batch."""
    broker = KafkaBroker(
        cluster.bootstrap_servers,
        security=cluster.broker_security(),
        client_id=subscription.group,
        consumer_only=True,
        allow_auto_create_topics=False,
        ack_policy=AckPolicy.MANUAL,
        apply_types=False,
        metadata_max_age_ms=10_000,
        request_timeout_ms=15_000,
        graceful_timeout=STOP_SECONDS,
        logger=log,
        log_level=logging.DEBUG,
    )
    session_ms = session_seconds * 1000
    subscriber = broker.subscriber(
        Topic(subscription.stream.topic, declare=False),
        batch=True,
        group_id=subscription.group,
        ack_policy=AckPolicy.MANUAL,
        auto_offset_reset="earliest",
        max_records=MAX_RECORDS,
        fetch_min_bytes=FETCH_MIN_BYTES if subscription.fetch_wait_ms else 1,
        fetch_max_wait_ms=subscription.fetch_wait_ms or FETCH_WAIT_MS,
        batch_timeout_ms=BATCH_WAIT_MS,
        session_timeout_ms=session_ms,
        heartbeat_interval_ms=session_ms // HEARTBEATS_PER_SESSION,
        rebalance_timeout_ms=REBALANCE_MS,
        max_poll_interval_ms=MAX_POLL_MS,
        fetch_max_bytes=FETCH_BYTES,
        listener=listener,
        parser=_parse,
        decoder=_decode,
    )
    subscriber(take)
    return broker, subscriber


async def _parse(records: tuple[Record, ...]) -> KafkaMessage:
    """Wrap the batch without looking inside: FastStream's own parser raises on a hostile header and loses the batch."""
    return KafkaAckableMessage(
        raw_message=records, body=b"", batch_headers=[{} for _ in records], consumer=FAKE_CONSUMER
    )


async def _decode(message: KafkaMessage) -> tuple[Record, ...]:
    """Hand the raw records on; each is decoded in its own guard."""
    return message.raw_message  # type: ignore[return-value]
