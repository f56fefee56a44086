"""Use case: a compacted topic whose last record of an entity is not what its owner's table says is told again."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import structlog

from shared.contracts.stream import Stream
from shared.kafka.cluster import Cluster
from shared.kafka.last_records import LastRecord, read_last_records
from shared.observability import metrics
from shared.observability.failures import error_line
from shared.outbox import heal_store
from shared.outbox.append import OutboxRow
from shared.postgres.database import Database, Tx

HEAL_SECONDS = 3600
BATCH_SIZE = 500

log = structlog.get_logger(__name__)


class State(NamedTuple):
    """What a table says of one entity; the version is that of the record which tells it."""

    key: str
    version: int
    removed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnedStream:
    """A compacted stream, and the table of its owner that it repeats."""

    stream: Stream[Any]
    list_states: Callable[[Tx], Awaitable[Sequence[State]]]
    """Lists every entity that the table knows, removed ones too; locks nothing."""
    lock_rows: Callable[[Tx, Sequence[str]], Awaitable[Sequence[OutboxRow]]]
    """Locks these entities until the transaction ends, and returns what tells each as it is now.

    A change draws the number of its own outbox row under the same lock, so what is told here never comes after it.
    """


async def heal(owned: OwnedStream, *, database: Database, cluster: Cluster) -> int:
    """Append what the topic does not say last and what does not wait to be sent; returns how many rows.

    Left alone is what the table does not know, or knows in an older version than the topic, as after a restore: the
    service hears that again. Two processes that heal at once may tell the same state twice, which changes nothing.
    Raises the errors of database and broker.
    """
    topic = owned.stream.topic
    # The table and the outbox first and the topic after them: what was sent in between is on the topic.
    async with database.transaction(isolation="repeatable_read", readonly=True) as tx:
        states = await owned.list_states(tx)
        waiting = await heal_store.list_waiting(tx, topic)
    last = await read_last_records(cluster, topic, client_id="heal")
    differing = {each.key: each for each in states if each.key not in waiting and _differs(each, last.get(each.key))}
    keys = sorted(differing)
    healed = 0
    for start in range(0, len(keys), BATCH_SIZE):
        async with database.transaction() as tx:
            rows = await owned.lock_rows(tx, keys[start : start + BATCH_SIZE])
            # What has changed since was told by the statement that changed it.
            same = [row for row in rows if _state(row) == differing[row.key]]
            healed += await heal_store.append_unless_waiting(tx, same)
    if healed:
        metrics.OUTBOX_HEALED.labels(topic).inc(healed)
        log.warning("topic_healed", topic=topic, records=healed)
    return healed


async def heal_now_and_then(
    streams: Sequence[OwnedStream], *, database: Database, cluster: Cluster, seconds: float = HEAL_SECONDS
) -> None:
    """Heal each stream, and again after ``seconds``, until cancelled."""
    for owned in streams:
        metrics.begin_healing(owned.stream.topic)
    while True:
        for owned in streams:
            try:
                await heal(owned, database=database, cluster=cluster)
            except Exception as error:  # noqa: BLE001  may fail in an outage and succeed the next time
                log.warning("heal_failed", topic=owned.stream.topic, error=error_line(error))
        await asyncio.sleep(seconds)


def _differs(state: State, last: LastRecord | None) -> bool:
    """Return True where readers believe in something older, or in something else of the same version."""
    if last is None or last.removed:
        return not state.removed and (last is None or last.version <= state.version)
    return last.version < state.version or (last.version == state.version and state.removed)


def _state(row: OutboxRow) -> State:
    return State(key=row.key, version=row.version, removed=row.payload is None)
