"""One way to write to Kafka: raw, idempotent, acknowledged by all replicas in sync."""

import asyncio
import contextlib

from aiokafka import AIOKafkaProducer

STOP_SECONDS = 5
MAX_RECORD_BYTES = 4 * 1024 * 1024


async def start_producer(bootstrap_servers: str, *, client_id: str) -> AIOKafkaProducer:
    """Connect a producer; raises ``KafkaConnectionError`` where no broker answers."""
    producer = AIOKafkaProducer(
        bootstrap_servers=bootstrap_servers,
        client_id=client_id,
        acks="all",
        enable_idempotence=True,
        linger_ms=0,
        max_batch_size=256 * 1024,
        max_request_size=MAX_RECORD_BYTES,
        metadata_max_age_ms=10_000,
        request_timeout_ms=10_000,
    )
    try:
        await producer.start()
    except BaseException:
        await stop_producer(producer)
        raise
    return producer


async def stop_producer(producer: AIOKafkaProducer) -> None:
    """Let a producer go; one whose broker is down never finishes by itself, so it gets a few seconds only."""
    with contextlib.suppress(Exception):
        async with asyncio.timeout(STOP_SECONDS):
            await producer.stop()
