"""Sends any record there can be, also one that aiokafka's producer does not take."""

from collections.abc import Sequence

from aiokafka import AIOKafkaProducer


async def send_unchanged(
    producer: AIOKafkaProducer,
    topic: str,
    *,
    key: bytes | None,
    value: bytes | None,
    headers: Sequence[tuple[str, bytes | None]],
    partition: int | None = None,
) -> None:
    """Send one record and wait for the broker; one without a key goes to ``partition``, or to the first.

    Without key and value at once, ``AIOKafkaProducer.send`` raises ``AssertionError``, though the broker takes it.
    """
    if key is not None or value is not None:
        await producer.send_and_wait(topic, key=key, value=value, headers=headers, partition=partition)
        return
    batch = producer.create_batch()
    batch.append(key=None, value=None, timestamp=None, headers=headers)
    await (await producer.send_batch(batch, topic, partition=partition or 0))
