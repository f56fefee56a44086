"""Where a record goes that will never become readable: unchanged, beside the facts that explain it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from aiokafka import AIOKafkaProducer, ConsumerRecord

from shared.errors import InvalidMessage, Unavailable
from shared.kafka.cluster import Cluster
from shared.kafka.producer import start_producer, stop_producer
from shared.kafka.send import send_unchanged
from shared.observability import metrics
from shared.observability.failures import error_text
from shared.observability.redaction import blanked

SEND_SECONDS = 20

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """A record that was set aside, and why."""

    record: "ConsumerRecord[bytes, bytes]"
    error_class: str
    message: str


def dead_letter(record: "ConsumerRecord[bytes, bytes]", error: Exception) -> DeadLetter:
    """Name the fault: an invalid message brings its own class, anything else goes by the exception's name."""
    error_class = error.error_class if isinstance(error, InvalidMessage) else type(error).__name__
    return DeadLetter(record=record, error_class=error_class, message=blanked(error_text(error)))


def dead_letter_topic(topic: str, group: str) -> str:
    """Return the topic of a consumer's dead letters: they belong to it, not to the producer."""
    return f"{topic}.{group}.dlq"


class DeadLetters:
    """The dead letters of one consumer group; publishing here is the one write that bypasses the outbox.

    The transaction that failed was rolled back, so there is nothing to be atomic with.
    """

    def __init__(self, *, cluster: Cluster, group: str) -> None:
        """Take the addresses; the producer is made at the first dead letter."""
        self._cluster = cluster
        self._group = group
        self._producer: AIOKafkaProducer | None = None

    async def publish(self, letters: Sequence[DeadLetter]) -> None:
        """Send the letters and wait until the broker has them.

        Raises ``Unavailable`` whatever fails, since no record is to blame for that; a new producer is used next time.
        """
        try:
            async with asyncio.timeout(SEND_SECONDS):
                if self._producer is None:
                    self._producer = await start_producer(self._cluster, client_id=f"{self._group}-dlq")
                for letter in letters:
                    await self._send(self._producer, letter)
        except Exception as error:
            await self.close()
            raise Unavailable(f"Les messages illisibles n’ont pas pu être mis de côté : {error!r}") from error

    async def close(self) -> None:
        """Let the producer go, if there is one."""
        producer, self._producer = self._producer, None
        if producer is not None:
            await stop_producer(producer)

    async def _send(self, producer: AIOKafkaProducer, letter: DeadLetter) -> None:
        record = letter.record
        facts = {
            "dlq-original-topic": record.topic,
            "dlq-original-partition": str(record.partition),
            "dlq-original-offset": str(record.offset),
            "dlq-original-timestamp": str(record.timestamp),
            "dlq-consumer-group": self._group,
            "dlq-error-class": letter.error_class,
            "dlq-error-message": letter.message,
            "dlq-failed-at": datetime.now(UTC).isoformat(),
        }
        await send_unchanged(
            producer,
            dead_letter_topic(record.topic, self._group),
            key=record.key,
            value=record.value,
            headers=[*record.headers, *((name, fact.encode()) for name, fact in facts.items())],
        )
        metrics.RECORDS.labels(self._group, "dead_lettered").inc()
        log.error(
            "record_dead_lettered",
            group=self._group,
            topic=record.topic,
            partition=record.partition,
            offset=record.offset,
            error_class=letter.error_class,
        )
