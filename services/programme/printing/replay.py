"""Reads the decisions topic from its beginning up to the offsets of a snapshot, beside the traffic and in no group."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from aiokafka.errors import KafkaError

from services.programme.printing.completeness import check_history, made_again
from services.programme.printing.rules.entries import Printed, is_printed, printed_of
from services.programme.printing.snapshot import Snapshot
from shared.contracts.eligibility import DECISIONS, EligibilityDecided
from shared.editions.rules import opening
from shared.errors import InvalidMessage, Unavailable
from shared.kafka.cluster import Cluster
from shared.kafka.history import Record, history
from shared.kafka.records import read
from shared.kafka.recreated_store import RecreatedTopic

MAX_RECORDS = 500
"""Folded without a pause; requests are answered in between."""
RETRY_SECONDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What the topic says was printed."""

    printed: tuple[Printed, ...]
    records_read: int


@dataclass(slots=True, kw_only=True)
class Fold:
    """The highest version of each manifestation so far, with what is printed where that version is."""

    snapshot: Snapshot
    latest: dict[str, tuple[int, Printed | None]] = field(default_factory=dict)
    records_read: int = 0

    @property
    def printed(self) -> tuple[Printed, ...]:
        """What the records so far say is printed."""
        return tuple(printed for _, printed in self.latest.values() if printed)

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
                self.latest[received.key] = (received.version, self._printed(received.event))

    def _printed(self, decision: EligibilityDecided) -> Printed | None:
        if is_printed(decision, region_code=self.snapshot.region_code, edition=self.snapshot.edition):
            return printed_of(decision)
        return None


async def replay(snapshot: Snapshot, *, cluster: Cluster, recreated: Sequence[RecreatedTopic]) -> Replayed:
    """Return what the snapshot should hold.

    ``recreated`` are the topics that were deleted and created again. Raises ``HistoryIncomplete`` where the topic has
    lost records, ``Unavailable`` where the broker does not answer.
    """
    fold = Fold(snapshot=snapshot)
    for each in recreated:
        if each.noticed_at >= opening(snapshot.edition):
            raise made_again(each.topic)
    try:
        for topic, ends in _ends(snapshot).items():
            async with history(cluster, topic, client_id="programme-replay") as past:
                await check_history(past, ends, snapshot)
                async for records in past.read(ends):
                    for first in range(0, len(records), MAX_RECORDS):
                        fold.take(records[first : first + MAX_RECORDS])
                        # Records that are at hand are given without waiting, and nobody else would get a turn.
                        await asyncio.sleep(0)
                if await past.is_made_again():
                    raise made_again(topic)
    except (KafkaError, OSError, TimeoutError) as error:
        raise Unavailable(
            "Kafka ne répond pas : le relevé n’a pas pu être rejoué. Il est intact ; réessayez dans un instant.",
            retry_after_seconds=RETRY_SECONDS,
        ) from error
    return Replayed(printed=fold.printed, records_read=fold.records_read)


def _ends(snapshot: Snapshot) -> Mapping[str, Mapping[int, int]]:
    """Return where the snapshot ends: per topic, the offsets of the partitions of which it holds anything."""
    ends: dict[str, dict[int, int]] = defaultdict(dict)
    for offset in snapshot.offsets:
        if offset.next_offset > 0:
            ends[offset.topic][offset.partition] = offset.next_offset
    return ends
