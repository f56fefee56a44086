"""A batch of records becomes one transaction; what cannot be read or stored is set aside, what can wait waits."""

import asyncio
import contextlib
import random
from collections.abc import Sequence
from time import monotonic
from typing import Generic, TypeVar
from uuid import UUID

import structlog
from aiokafka import ConsumerRecord
from aiokafka.errors import KafkaError

from shared.errors import Unavailable
from shared.kafka.allowance import Allowance
from shared.kafka.dead_letters import DeadLetter, DeadLetters, dead_letter
from shared.kafka.isolation import find_culprits
from shared.kafka.marks import Marks
from shared.kafka.portion import Portion
from shared.kafka.records import Received, latest_by_key, read
from shared.kafka.store import insert_dead_letters, list_unrecorded, next_offsets, save_marks
from shared.kafka.subscription import SingleStatement, Subscription
from shared.observability import metrics
from shared.observability.failures import error_line
from shared.postgres.database import Database
from shared.postgres.faults import is_transient

T = TypeVar("T")
Records = Sequence["ConsumerRecord[bytes, bytes]"]

FIRST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 10.0

log = structlog.get_logger(__name__)


class Batches(Generic[T]):
    """Applies batches of one subscription. Nothing it meets makes it raise: it ends, waits, or is told to give up."""

    def __init__(self, *, subscription: Subscription[T], database: Database, dead_letters: DeadLetters) -> None:
        """Take what a batch needs; nothing is connected here."""
        self.group = subscription.group
        self._subscription = subscription
        self._database = database
        self._dead_letters = dead_letters
        self._allowance = Allowance()
        self.giving_up = asyncio.Event()
        """Set while partitions are being taken away: a batch that waits for the database stops waiting."""
        self.topic_id: UUID | None = None
        """Which topic of its name the records are of."""
        self.stalled_since: float | None = None
        """Monotonic seconds since which nothing could be applied; None while all is well."""

    async def apply(self, records: Records) -> bool:
        """Apply one batch, however long it takes; False means given up, so its offsets must not be committed."""
        arrived = monotonic()
        left = self._read(records)
        pause = FIRST_PAUSE_SECONDS
        # Once something went amiss, the longer way: it is the one on which whatever is to blame is searched for.
        single_statement = self._subscription.single_statement
        while not self.giving_up.is_set():
            portion = left
            try:
                portion = await self._affordable(left)
                await self._attempt(portion, single_statement)
            except Exception as error:  # noqa: BLE001  one of two places: a fault is either waited out or set aside
                single_statement = None
                culprits = [] if waits_out(error) else await self._isolate(portion.readable, error)
                left = left.without(culprits)
                if not culprits:
                    pause = await self.wait_out(error, pause)
            else:
                left, pause = left.after(portion), FIRST_PAUSE_SECONDS
                if not left.records:
                    self.stalled_since = None
                    metrics.BATCH_SECONDS.labels(self.group).observe(monotonic() - arrived)
                    return True
        return False

    async def wait_out(self, error: Exception, pause: float) -> float:
        """Say why nothing can be applied and wait, unless told to give up; returns how long to wait the next time."""
        self.stalled_since = self.stalled_since or monotonic()
        metrics.BATCH_RETRIES.labels(self.group).inc()
        log.warning("batch_waits", group=self.group, error=error_line(error), pause_seconds=pause)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(pause * random.uniform(0.5, 1)):  # noqa: S311  spreads retries, hides nothing
                await self.giving_up.wait()
        return min(pause * 2, LONGEST_PAUSE_SECONDS)

    def _read(self, records: Records) -> Portion[T]:
        readable: list[Received[T]] = []
        letters: list[DeadLetter] = []
        for record in records:
            try:
                readable.append(read(self._subscription.stream, record))
            except Exception as error:  # noqa: BLE001  what the guard did not foresee is as unreadable as what it did
                letters.append(dead_letter(record, error))
        return Portion(records=records, readable=readable, letters=letters)

    async def _affordable(self, left: Portion[T]) -> Portion[T]:
        """Return what can be applied without setting aside more than may be; raises ``Unavailable`` where nothing."""
        if not left.letters:
            return left
        async with self._database.transaction(readonly=True) as tx:
            unrecorded = await list_unrecorded(tx, self.group, left.letters)
        return left.before(unrecorded, allowed=self._allowance.left()) if unrecorded else left

    async def _attempt(self, portion: Portion[T], single_statement: SingleStatement[T] | None) -> None:
        latest = latest_by_key(portion.readable)
        marks = Marks(group=self.group, next_offsets=next_offsets(portion.records), topic_id=self.topic_id)
        if latest and self._subscription.prepare:
            await self._subscription.prepare(latest)
        done = False
        if single_statement and latest and not portion.letters:
            async with self._database.autocommit() as connection:
                done = await single_statement(connection, latest, marks)
        if not done:
            await self._in_transaction(latest, portion.letters, marks)
        metrics.RECORDS.labels(self.group, "applied").inc(len(latest))
        metrics.RECORDS.labels(self.group, "superseded").inc(len(portion.readable) - len(latest))

    async def _in_transaction(self, latest: list[Received[T]], letters: list[DeadLetter], marks: Marks) -> None:
        async with self._database.transaction() as tx:
            if latest:
                await self._subscription.handle(tx, latest)
            if letters:
                unrecorded = await list_unrecorded(tx, self.group, letters)
                await self._dead_letters.publish(unrecorded)
                self._allowance.spend(len(unrecorded))
                await insert_dead_letters(tx, self.group, unrecorded)
            await save_marks(tx, marks)

    async def _isolate(self, readable: list[Received[T]], error: Exception) -> list[DeadLetter]:
        log.warning("batch_refused", group=self.group, error=error_line(error), records=len(readable))
        try:
            return await find_culprits(self._database, self._subscription, latest_by_key(readable))
        except Exception as passing:  # noqa: BLE001  only what passes leaves the search; the batch is tried again whole
            log.warning("search_broken_off", group=self.group, error=error_line(passing))
            return []


def waits_out(error: BaseException) -> bool:
    """Return True where waiting helps: database or broker away, or too many dead letters of late."""
    return is_transient(error) or isinstance(error, Unavailable | KafkaError)
