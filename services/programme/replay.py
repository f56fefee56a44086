"""Reads the decisions topic from its beginning up to the offsets of a snapshot, beside the traffic and in no group."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError

from services.programme.errors import HistoryIncomplete
from services.programme.rules import Entry, is_printed
from services.programme.snapshot_store import Snapshot
from shared.contracts.eligibility import DECISIONS, EligibilityDecided
from shared.errors import InvalidMessage, Unavailable
from shared.kafka.records import read

MAX_RECORDS = 500
POLL_MS = 500
SILENT_SECONDS = 30
FETCH_BYTES = 4 * 1024 * 1024
RETRY_SECONDS = 10

Ends = dict[TopicPartition, int]
Record = ConsumerRecord[bytes, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What the topic says was printed."""

    entries: tuple[Entry, ...]
    records_read: int


@dataclass(slots=True, kw_only=True)
class Fold:
    """The highest version of each manifestation so far, with its entry where that version is printed."""

    snapshot: Snapshot
    latest: dict[str, tuple[int, Entry | None]] = field(default_factory=dict)
    records_read: int = 0

    def take(self, records: Iterable[Record]) -> None:
        """Fold records in, by the same reading rules as the consumer."""
        skipped = {(letter.topic, letter.partition, letter.record_offset) for letter in self.snapshot.set_aside}
        for record in records:
            self.records_read += 1
            if (record.topic, record.partition, record.offset) in skipped:
                continue
            try:
                received = read(DECISIONS, record)
            except InvalidMessage:
                continue
            known = self.latest.get(received.key)
            if received.event is not None and (known is None or known[0] < received.version):
                self.latest[received.key] = (received.version, self._entry(received.event))

    def _entry(self, decision: EligibilityDecided) -> Entry | None:
        if not is_printed(decision, region_code=self.snapshot.region_code, edition=self.snapshot.edition):
            return None
        return Entry(
            manifestation_id=decision.manifestation_id,
            version=decision.version,
            organiser_name=decision.organiser.name,
            content=decision.content,
        )


async def replay(snapshot: Snapshot, *, bootstrap_servers: str) -> Replayed:
    """Return what the snapshot should hold.

    Raises ``HistoryIncomplete`` where the topic has lost records, ``Unavailable`` where the broker does not answer.
    """
    ends = {
        TopicPartition(offset.topic, offset.partition): offset.next_offset
        for offset in snapshot.offsets
        if offset.next_offset > 0
    }
    fold = Fold(snapshot=snapshot)
    if ends:
        try:
            async with _consumer(bootstrap_servers) as consumer:
                await _check_history(consumer, ends)
                await _read_all(consumer, ends, fold)
        except (KafkaError, OSError, TimeoutError) as error:
            raise Unavailable(
                "Kafka ne répond pas : le relevé n’a pas pu être rejoué. Il est intact ; réessayez dans un instant.",
                retry_after_seconds=RETRY_SECONDS,
            ) from error
    entries = tuple(entry for _, entry in fold.latest.values() if entry)
    return Replayed(entries=entries, records_read=fold.records_read)


@asynccontextmanager
async def _consumer(bootstrap_servers: str) -> AsyncIterator[AIOKafkaConsumer]:
    consumer = AIOKafkaConsumer(
        bootstrap_servers=bootstrap_servers,
        client_id="programme-replay",
        group_id=None,
        enable_auto_commit=False,
        auto_offset_reset="none",
        max_partition_fetch_bytes=FETCH_BYTES,
        request_timeout_ms=15_000,
    )
    try:
        await consumer.start()
        yield consumer
    finally:
        await consumer.stop()


async def _check_history(consumer: AIOKafkaConsumer, ends: Ends) -> None:
    consumer.assign(list(ends))
    firsts = await consumer.beginning_offsets(list(ends))
    lasts = await consumer.end_offsets(list(ends))
    for partition, end in sorted(ends.items()):
        if firsts[partition] > 0:
            raise HistoryIncomplete(
                f"La partition {partition.partition} du topic {partition.topic} ne commence plus qu’à la position "
                f"{firsts[partition]} : les enregistrements d’avant ont dépassé leur durée de conservation. "
                "Le relevé reste lisible et son empreinte vérifiable, mais il ne peut plus être rejoué."
            )
        if lasts[partition] < end:
            raise HistoryIncomplete(
                f"La partition {partition.partition} du topic {partition.topic} s’arrête à la position "
                f"{lasts[partition]}, avant la position {end} du relevé : le topic a été vidé ou recréé depuis. "
                "Le relevé reste lisible et son empreinte vérifiable, mais il ne peut plus être rejoué."
            )


async def _read_all(consumer: AIOKafkaConsumer, ends: Ends, fold: Fold) -> None:
    for partition in ends:
        consumer.seek(partition, 0)
    unfinished = set(ends)
    moved_at = monotonic()
    while unfinished:
        batches = await consumer.getmany(*unfinished, timeout_ms=POLL_MS, max_records=MAX_RECORDS)
        for partition, records in batches.items():
            fold.take(record for record in records if record.offset < ends[partition])
            moved_at = monotonic()
            # A batch that is at hand is returned without waiting, and requests must be answered in between.
            await asyncio.sleep(0)
        for partition in sorted(unfinished):
            if await consumer.position(partition) >= ends[partition]:
                unfinished.discard(partition)
                consumer.pause(partition)
        if monotonic() - moved_at > SILENT_SECONDS:
            raise TimeoutError
