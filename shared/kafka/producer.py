"""One way to write to Kafka: raw, idempotent, acknowledged by all replicas in sync."""

import asyncio
import contextlib
import socket
import struct
from typing import Any

from aiokafka import AIOKafkaProducer

from shared.kafka.cluster import Cluster
from shared.kafka.refusal import explained

AGAIN_SECONDS = 1
STOP_SECONDS = 5
RESET_AT_CLOSE = struct.pack("ii", 1, 0)
MAX_BATCH_BYTES = 256 * 1024
MAX_RECORD_BYTES = 4 * 1024 * 1024


async def start_producer(
    cluster: Cluster, *, client_id: str, max_batch_bytes: int = MAX_BATCH_BYTES
) -> AIOKafkaProducer:
    """Connect a producer; raises ``KafkaConnectionError`` where no broker answers, ``AccessRefused`` where one refuses.

    A batch of several records is no larger than ``max_batch_bytes``; one record may be.
    """
    producer = AIOKafkaProducer(
        **cluster.arguments(),
        client_id=client_id,
        acks="all",
        enable_idempotence=True,
        linger_ms=0,
        max_batch_size=max_batch_bytes,
        max_request_size=MAX_RECORD_BYTES,
        metadata_max_age_ms=10_000,
        request_timeout_ms=10_000,
    )
    try:
        async with explained(cluster):
            await producer.start()
    except BaseException:
        await stop_producer(producer)
        raise
    return producer


async def stop_producer(producer: AIOKafkaProducer) -> None:
    """End a producer at once and for good: what the broker has not got by now is never written by it.

    Whoever sends waits for the acknowledgement, so what is pending here was given up. ``AIOKafkaProducer.stop`` waits
    until that is written too, and where nobody waits that long it leaves the sender at work: once the broker is back it
    would write an old version after its successor's newer one.
    """
    if producer._closed:  # noqa: SLF001
        return
    try:
        while tasks := _tasks(producer):
            for task in tasks:
                task.cancel()
            _drop_connections(producer)
            # Again, since a timeout of the client's own that ends in the same moment swallows a cancellation.
            await asyncio.wait(tasks, timeout=AGAIN_SECONDS)
    finally:
        # Whoever ends it may be cancelled meanwhile, as at shutdown: it is closed all the same.
        _drop_connections(producer)
        # Without a sender its stop does not wait for what is pending.
        producer._sender = None  # type: ignore[assignment]  # noqa: SLF001
        with contextlib.suppress(Exception):
            async with asyncio.timeout(STOP_SECONDS):
                await producer.stop()


def _tasks(producer: AIOKafkaProducer) -> set["asyncio.Task[Any]"]:
    """Return what sends and what asks for metadata; aiokafka keeps no list, but each is a method of one of these."""
    owners = (producer._sender, producer.client)  # noqa: SLF001
    frames = {task: getattr(task.get_coro(), "cr_frame", None) for task in asyncio.all_tasks()}
    return {
        task
        for task, frame in frames.items()
        if frame is not None and any(frame.f_locals.get("self") is owner for owner in owners)
    }


def _drop_connections(producer: AIOKafkaProducer) -> None:
    """Break connections off; closed in the ordinary way, they would still deliver what their buffers hold."""
    for connection in producer.client._conns.values():  # noqa: SLF001
        # One that is closing has no socket any more to set this on; uvloop says so by another error than asyncio.
        if (writer := connection._writer) is not None and not writer.transport.is_closing():  # noqa: SLF001
            with contextlib.suppress(OSError):
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_AT_CLOSE)
            writer.transport.abort()
