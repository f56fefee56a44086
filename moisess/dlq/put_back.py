"""Puts letters back where they came from, or gives them up; either is written beside them and never taken back."""

import asyncio
from collections.abc import Callable, Sequence
from time import monotonic

import msgspec
import structlog
from aiokafka import AIOKafkaProducer

from moisess.dlq.letters import COUNT, MARK, Box, Letter, Mark, group_of, origin_of
from moisess.dlq.overtaken import Overtaken, newer_records
from shared.kafka.cluster import Cluster
from shared.kafka.producer import start_producer, stop_producer
from shared.kafka.send import send_unchanged

SEND_SECONDS = 20

log = structlog.get_logger(__name__)


async def redrive(
    cluster: Cluster, box: Box, letters: Sequence[Letter], *, per_second: float, done: Callable[[], None]
) -> list[Overtaken]:
    """Publish the original records again, at most ``per_second``; raises ``KafkaError`` or ``TimeoutError``.

    Returns those that were left, since something newer has overtaken them meanwhile. A record is marked once the broker
    has it: a command killed in between sends it once more the next time, which the readers' version guard makes
    harmless.
    """
    left: list[Overtaken] = []
    producer = await start_producer(cluster, client_id="moisess-dlq-redrive")
    try:
        async with newer_records(cluster, origin_of(box.name)) as find_newer:
            next_at = monotonic()
            for letter in letters:
                await asyncio.sleep(max(0.0, next_at - monotonic()))
                next_at = max(next_at, monotonic() - 1) + 1 / per_second
                if newer := await find_newer(letter):
                    left.append((letter, newer))
                    continue
                await _send(producer, box, letter)
                await _mark(producer, box, Mark.now("redriven", letter))
                _tell("dead_letter_redriven", box, letter, redrive_count=letter.redrives + 1)
                done()
    finally:
        await stop_producer(producer)
    return left


async def drop(cluster: Cluster, box: Box, letters: Sequence[Letter], *, reason: str) -> None:
    """Mark letters as given up; their records stay until the topic's retention takes them."""
    producer = await start_producer(cluster, client_id="moisess-dlq-drop")
    try:
        for letter in letters:
            await _mark(producer, box, Mark.now("dropped", letter, reason=reason))
            _tell("dead_letter_dropped", box, letter)
    finally:
        await stop_producer(producer)


async def _send(producer: AIOKafkaProducer, box: Box, letter: Letter) -> None:
    headers = [(name, value) for name, value in letter.original_headers() if name != COUNT]
    async with asyncio.timeout(SEND_SECONDS):
        await send_unchanged(
            producer,
            origin_of(box.name),
            key=letter.key,
            value=letter.value,
            headers=[*headers, (COUNT, str(letter.redrives + 1).encode())],
            # Only a key finds its partition by itself.
            partition=letter.original_partition if letter.key is None else None,
        )


async def _mark(producer: AIOKafkaProducer, box: Box, mark: Mark) -> None:
    async with asyncio.timeout(SEND_SECONDS):
        await producer.send_and_wait(
            box.name,
            key=mark.letter.encode(),
            value=msgspec.json.encode(mark),
            headers=[(MARK, mark.outcome.encode())],
        )


def _tell(event: str, box: Box, letter: Letter, **facts: int) -> None:
    log.info(
        event,
        topic=box.name,
        partition=letter.partition,
        offset=letter.offset,
        original_topic=origin_of(box.name),
        group=group_of(box.name),
        letter=letter.identity,
        error_class=letter.error_class,
        **facts,
    )
