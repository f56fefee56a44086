"""One run of the relay: rows are sent in id order, and deleted once the broker has acknowledged them."""

import asyncio
import contextlib
from collections.abc import Sequence
from time import monotonic

import structlog
from aiokafka import AIOKafkaProducer

from shared.observability import metrics
from shared.outbox import relay_store
from shared.outbox.sending import Failure, send

BATCH_SIZE = 1000
SEND_SECONDS = 30
GATHER_SECONDS = 0.05
"""A deletion is a commit with its flush: one for each of 200 rows a second costs a twentieth of two hops."""
LAST_DELETE_SECONDS = 2

log = structlog.get_logger(__name__)


class NotSent(Exception):
    """The broker did not take some batches; the producer may have a gap behind them."""

    def __init__(self, failures: Sequence[Failure]) -> None:
        """Name each batch."""
        super().__init__("; ".join(map(str, failures)))
        refused = [each.size for each in failures if each.too_large and len(each.rows) > 1]
        self.too_large_bytes = min(refused, default=None)
        """Size of the smallest batch that was too large and can be divided, None where there is none."""


class Drain:
    """Empties the outbox on the connection that holds the lock; ends with the first failure and is not run again."""

    def __init__(
        self,
        *,
        connection: relay_store.Connection,
        producer: AIOKafkaProducer,
        woken: asyncio.Event,
        poll_seconds: float,
        service: str,
    ) -> None:
        """Take what it works with; ``woken`` is set by whoever has committed a row."""
        self.has_advanced = False
        """True once rows are out of the way: what was only acknowledged is sent again by the next run."""
        self._connection = connection
        self._producer = producer
        self._woken = woken
        self._poll_seconds = poll_seconds
        self._service = service
        self._acknowledged: list[int] = []
        self._delete_at = 0.0

    async def run(self) -> None:
        """Send and delete until cancelled, or until a failure; then delete what was acknowledged, if that still can be.

        The order is kept by doing one thing after the other: no row is read while an older one is on its way.
        """
        try:
            while True:
                self._woken.clear()
                rows = await relay_store.first_rows(self._connection, BATCH_SIZE, but_for=self._acknowledged)
                if rows:
                    await self._send(rows)
                if len(self._acknowledged) >= BATCH_SIZE or monotonic() >= self._delete_at:
                    await self._delete()
                if len(rows) < BATCH_SIZE:
                    await self._idle()
        finally:
            with contextlib.suppress(Exception):
                async with asyncio.timeout(LAST_DELETE_SECONDS):
                    await self._delete()

    async def _send(self, rows: Sequence[relay_store.QueuedRow]) -> None:
        async with asyncio.timeout(SEND_SECONDS):
            sent = await send(self._producer, rows)
        metrics.OUTBOX_PUBLISHED.labels(self._service).inc(len(sent.acknowledged))
        if not self._acknowledged:
            self._delete_at = monotonic() + GATHER_SECONDS
        self._acknowledged += sent.acknowledged
        if sent.failures:
            await self._set_aside([each for each in sent.failures if each.too_large and len(each.rows) == 1])
            raise NotSent(sent.failures)

    async def _set_aside(self, refused: Sequence[Failure]) -> None:
        """Let what fits in no batch wait for somebody, since it would hold up everything behind it."""
        for failure in refused:
            [row] = failure.rows
            await relay_store.set_aside(self._connection, row.id)
            self.has_advanced = True
            log.error("record_set_aside", id=row.id, topic=row.topic, key=row.key, bytes=failure.size)

    async def _delete(self) -> None:
        """Delete all that was acknowledged or nothing: an older row left behind would be sent after the newer ones."""
        if self._acknowledged:
            await relay_store.delete(self._connection, self._acknowledged)
            self._acknowledged = []
            self.has_advanced = True

    async def _idle(self) -> None:
        """Wait for a commit, for the next poll, or until what was acknowledged is to be deleted."""
        seconds = self._poll_seconds
        if self._acknowledged:
            seconds = min(seconds, self._delete_at - monotonic())
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._woken.wait()
