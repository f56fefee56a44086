"""The relay: one at a time per database empties the outbox, and starts over whenever anything fails."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import structlog
from aiokafka import AIOKafkaProducer

from shared.kafka.cluster import Cluster
from shared.kafka.producer import MAX_BATCH_BYTES, start_producer, stop_producer
from shared.kafka.refusal import AccessRefused
from shared.observability import metrics
from shared.outbox import relay_store
from shared.outbox.drain import SEND_SECONDS, Drain, NotSent
from shared.outbox.numbered import TopicAhead
from shared.outbox.session import relay_session, while_open

POLL_MS = 20
LOCK_POLL_SECONDS = 0.5
FIRST_BACKOFF_SECONDS = 0.1
LONGEST_BACKOFF_SECONDS = 2.0

log = structlog.get_logger(__name__)


class Relay:
    """A candidate for the relay of one database: it works while it holds the lock, and waits for it otherwise."""

    def __init__(
        self,
        *,
        database_url: str,
        cluster: Cluster,
        service: str,
        poll_ms: int = POLL_MS,
        before: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """Take the addresses, and how long an idle relay waits before it polls the table; nothing is connected yet.

        ``before`` is awaited under the lock before the first row is sent, and nothing is sent where it raises.
        """
        metrics.begin_relay(service)
        self._database_url = database_url
        self._cluster = cluster
        self.service = service
        self._poll_seconds = poll_ms / 1000
        self._before = before
        self._woken = asyncio.Event()
        self.contradicted = False
        """True while nothing is told since the service's own topics bear what its tables do not know."""
        self.refused: str | None = None
        """Why the broker does not let this process in, in French; None where that is not what is wrong."""

    def wake(self) -> None:
        """Read the table now instead of at the next poll; call after a commit in this process."""
        self._woken.set()

    async def run(self) -> None:
        """Relay until cancelled. Whatever fails, connection and producer are dropped, and the first row is next.

        A failure may leave a gap behind in the producer, and a lost connection has lost the lock.
        """
        backoff, batch_bytes = FIRST_BACKOFF_SECONDS, MAX_BATCH_BYTES
        while True:
            drain = None
            try:
                async with self._lock() as connection, self._producer(batch_bytes) as producer, while_open(connection):
                    if self._before:
                        await self._before()
                    self.contradicted, self.refused = False, None
                    drain = self._drain(connection, producer)
                    await drain.run()
            except Exception as error:  # noqa: BLE001  the loop outlives every outage; it names the fault and goes on
                self.contradicted = isinstance(error, TopicAhead)
                self.refused = str(error) if isinstance(error, AccessRefused) else None
                # Not upon acknowledgement: rows that cannot be deleted would be sent again ten times a second.
                if drain and drain.has_advanced:
                    backoff = FIRST_BACKOFF_SECONDS
                batch_bytes = _next_batch_bytes(error, batch_bytes)
                metrics.OUTBOX_FAILURES.labels(self.service).inc()
                log.warning("relay_interrupted", error=repr(error), backoff_seconds=backoff)
                await asyncio.sleep(backoff)
                backoff = min(backoff * 2, LONGEST_BACKOFF_SECONDS)

    def _drain(self, connection: relay_store.Connection, producer: AIOKafkaProducer) -> Drain:
        return Drain(
            connection=connection,
            producer=producer,
            woken=self._woken,
            poll_seconds=self._poll_seconds,
            service=self.service,
        )

    @asynccontextmanager
    async def _lock(self) -> AsyncIterator[relay_store.Connection]:
        async with relay_session(self._database_url) as connection:
            # Polled: a session that waits inside the lock call holds a snapshot, and dead rows pile up behind it.
            while not await relay_store.try_lock(connection):
                # What kept this process from telling is no longer its affair while another one has the lock.
                self.contradicted, self.refused = False, None
                await asyncio.sleep(LOCK_POLL_SECONDS)
            log.info("relay_lock_held")
            yield connection

    @asynccontextmanager
    async def _producer(self, batch_bytes: int) -> AsyncIterator[AIOKafkaProducer]:
        async with asyncio.timeout(SEND_SECONDS):
            producer = await start_producer(
                self._cluster, client_id=f"{self.service}-relay", max_batch_bytes=batch_bytes
            )
        try:
            yield producer
        finally:
            await stop_producer(producer)


def _next_batch_bytes(error: Exception, batch_bytes: int) -> int:
    """Halve what was too large, down to single records; after any other fault the limit may be another one."""
    if not isinstance(error, NotSent):
        return MAX_BATCH_BYTES
    return error.too_large_bytes // 2 if error.too_large_bytes else batch_bytes
