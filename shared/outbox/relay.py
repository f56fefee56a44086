"""The relay: one at a time per database takes rows in id order to Kafka, and deletes what was acknowledged."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import asyncpg
import structlog
from aiokafka import AIOKafkaProducer

from shared.kafka.producer import start_producer, stop_producer
from shared.observability import metrics
from shared.outbox import queue
from shared.outbox.delivered import Delivered
from shared.outbox.sending import Sent, send
from shared.postgres.database import set_codecs

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]
else:
    Connection = asyncpg.Connection

BATCH = 1000
POLL_MS = 20
LOCK_POLL_SECONDS = 0.5
SEND_SECONDS = 30
FIRST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 2.0

log = structlog.get_logger(__name__)


class Relay:
    """A candidate for the relay of one database: it works while it holds the lock, and waits for it otherwise."""

    def __init__(self, *, database_url: str, bootstrap_servers: str, service: str, poll_ms: int = POLL_MS) -> None:
        """Take the addresses, and after how long to look at the table at the latest; nothing is connected yet."""
        self._database_url = database_url
        self._bootstrap_servers = bootstrap_servers
        self._service = service
        self._poll_seconds = poll_ms / 1000
        self._woken = asyncio.Event()
        self._pause = FIRST_PAUSE_SECONDS

    def wake(self) -> None:
        """Look at the table now instead of at the next poll; call after a commit in this process."""
        self._woken.set()

    async def run(self) -> None:
        """Relay until cancelled. Whatever fails, the connection and the producer are dropped and the first row is next.

        A failure may leave a gap behind in the producer, and a lost connection may have lost the lock: both are only
        safe to start anew.
        """
        while True:
            try:
                async with (
                    self._lock() as connection,
                    self._connection("relay-log") as mover,
                    self._producer() as producer,
                ):
                    await self._drain(connection, Delivered(mover), producer)
            except Exception as error:  # noqa: BLE001  the loop outlives every outage; it names the fault and goes on
                metrics.OUTBOX_FAILURES.labels(self._service).inc()
                log.warning("relay_interrupted", error=repr(error), pause_seconds=self._pause)
                await asyncio.sleep(self._pause)
                self._pause = min(self._pause * 2, LONGEST_PAUSE_SECONDS)

    @asynccontextmanager
    async def _lock(self) -> AsyncIterator[Connection]:
        # A relay that is frozen, or whose machine is gone, must not hold the lock for good.
        async with self._connection("relay", idle_session_timeout=f"{SEND_SECONDS + 10}s") as connection:
            # Polled: a session that waits inside the lock call holds a snapshot, and dead rows pile up behind it.
            while not await queue.try_lock(connection):  # noqa: ASYNC110
                await asyncio.sleep(LOCK_POLL_SECONDS)
            log.info("relay_lock_held")
            yield connection

    @asynccontextmanager
    async def _connection(self, name: str, **settings: str) -> AsyncIterator[Connection]:
        connection = await asyncpg.connect(
            self._database_url,
            timeout=5,
            command_timeout=SEND_SECONDS,
            # Planned while the table is empty, a look at it would read it whole, and go on to for as long as the plan
            # is kept; but what has been relayed stays in its pages until the next vacuum.
            server_settings={"application_name": name, "enable_seqscan": "off", **settings},
        )
        try:
            await set_codecs(connection)
            yield connection
        finally:
            with contextlib.suppress(Exception):
                await connection.close(timeout=2)

    @asynccontextmanager
    async def _producer(self) -> AsyncIterator[AIOKafkaProducer]:
        producer = await start_producer(self._bootstrap_servers, client_id=f"{self._service}-relay")
        try:
            yield producer
        finally:
            await stop_producer(producer)

    async def _drain(self, connection: Connection, delivered: Delivered, producer: AIOKafkaProducer) -> None:
        """Send without pause: while the broker writes one batch, the next is read and the last are moved to the log."""
        sent: Sent | None = None
        try:
            while True:
                self._woken.clear()
                under_way = (*delivered.ids, *(sent.ids if sent else ()))
                rows = await queue.first_rows(connection, BATCH, but_for=under_way)
                before, sent = sent, await self._send(producer, rows)
                if before:
                    await self._acknowledged(before, delivered)
                if sent and len(rows) < BATCH and not self._woken.is_set():
                    await self._acknowledged(sent, delivered)
                    sent = None
                await delivered.move_when_due()
                if not sent:
                    await self._rest()
        finally:
            if sent:
                sent.give_up()
            await delivered.move_at_last()

    async def _send(self, producer: AIOKafkaProducer, rows: Sequence[queue.QueuedRow]) -> Sent | None:
        if not rows:
            return None
        self._report_age(rows[0].created_at)
        async with asyncio.timeout(SEND_SECONDS):
            return await send(producer, rows)

    async def _acknowledged(self, sent: Sent, delivered: Delivered) -> None:
        await sent.acknowledged(within=SEND_SECONDS)
        delivered.add(sent.ids)
        metrics.OUTBOX_PUBLISHED.labels(self._service).inc(len(sent.ids))
        self._pause = FIRST_PAUSE_SECONDS

    async def _rest(self) -> None:
        metrics.OUTBOX_OLDEST.labels(self._service).set(0)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._poll_seconds):
                await self._woken.wait()

    def _report_age(self, created_at: datetime) -> None:
        age = datetime.now(UTC) - created_at
        metrics.OUTBOX_OLDEST.labels(self._service).set(age.total_seconds())
