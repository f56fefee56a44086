"""Streams whose versions a service gives out, and what a restore of its database has made it forget of them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Literal, TypeVar
from uuid import UUID

from aiokafka import TopicPartition

from shared.contracts.stream import Stream
from shared.errors import InvalidMessage
from shared.kafka.cluster import Cluster
from shared.kafka.history import History, Record, history
from shared.kafka.marks import Marks
from shared.kafka.records import Received, read
from shared.kafka.recreated_store import adopt_topic
from shared.kafka.store import list_marks, save_marks
from shared.postgres.database import Database, Tx

T = TypeVar("T")

GREATEST_VERSION = 2**63 - 1
"""PostgreSQL's bigint."""
Outcome = Literal["adopted", "raised", "taken_back"]
"""The topic's state is the table's again; the table's state is told anew; what nothing can be made of is ended."""


class TopicAhead(Exception):
    """The topic bears states that the tables do not know; nothing is told until somebody has reconciled them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """What became of one entity whose states were forgotten."""

    key: str
    version: int
    """Under which it was told last; greater than any that readers have seen."""
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedStream(Generic[T]):
    """A stream that a service tells out of itself: no topic would give it back what its database lost."""

    stream: Stream[T]
    find_unknown: Callable[[Tx, Sequence[Received[T]]], Awaitable[Sequence[Received[T]]]]
    """Returns those that the tables do not know to have told: another content under the same version counts."""
    reconcile: Callable[[Tx, Sequence[Received[T]]], Awaitable[Reconciled]]
    """Takes the forgotten states of one entity, the lowest version first, and writes and tells what holds from now on.

    What waited to be told of the entity is gone from the outbox by then. Raises ``ReconcileRefused``.
    """


def unknown_to(
    known: str, *, at: Callable[[T], datetime]
) -> Callable[[Tx, Sequence[Received[T]]], Awaitable[Sequence[Received[T]]]]:
    """Return a ``find_unknown`` for tables that date what they tell: a state is known by key, version and date.

    ``known`` is a statement that gives those it knows of keys $1 (uuid[]), versions $2 and dates $3.
    """

    async def find_unknown(tx: Tx, received: Sequence[Received[T]]) -> Sequence[Received[T]]:
        told = {(UUID(item.key), item.version, at(item.event)): item for item in received if item.event is not None}
        rows = await tx.fetch(known, *([each[place] for each in told] for place in range(3)))
        seen = {tuple(row) for row in rows}
        return [item for state, item in told.items() if state not in seen]

    return find_unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What the tables do not know of one topic."""

    by_key: Mapping[str, Sequence[Received[Any]]]
    """By version, the lowest first."""
    marks: Marks
    """How far the topic was compared."""


def relay_group(service: str) -> str:
    """Name whose marks say how far a service's own topics were compared; no consumer bears the name."""
    return f"{service}.relay"


async def find_forgotten(
    numbered: NumberedStream[Any], *, service: str, database: Database, cluster: Cluster
) -> Forgotten:
    """Compare what a topic bears beyond the last comparison with the tables; raises the errors of both servers.

    A restored database has an older mark as well, so whatever it has lost lies beyond it.
    """
    topic, group = numbered.stream.topic, relay_group(service)
    by_key: dict[str, list[Received[Any]]] = {}
    async with history(cluster, topic, client_id=group) as past:
        async with database.transaction() as tx:
            await adopt_topic(tx, group, topic, past.topic_id)
            known = await list_marks(tx, group)
        ends = await past.ends()
        _go_on(past, known, ends)
        async for records in past.read(ends):
            received = _readable(numbered.stream, records)
            async with database.transaction(readonly=True) as tx:
                for each in await numbered.find_unknown(tx, received):
                    by_key.setdefault(each.key, []).append(each)
    for each_key in by_key.values():
        each_key.sort(key=lambda each: each.version)
    next_offsets = {TopicPartition(topic, number): end for number, end in ends.items()}
    marks = Marks(group=group, next_offsets=next_offsets, topic_id=past.topic_id)
    return Forgotten(by_key=by_key, marks=marks)


async def refuse_to_contradict(
    streams: Sequence[NumberedStream[Any]], *, service: str, database: Database, cluster: Cluster
) -> None:
    """Raise ``TopicAhead`` where a topic bears what the tables do not know; else note how far that was looked at."""
    for numbered in streams:
        found = await find_forgotten(numbered, service=service, database=database, cluster=cluster)
        if found.by_key:
            raise TopicAhead(
                f"{numbered.stream.topic}: {len(found.by_key)} entities are there in states that the tables do not "
                f"know, as after a restore of the database; nothing is told before `moisess reconcile {service}`"
            )
        async with database.transaction() as tx:
            await save_marks(tx, found.marks)


def _go_on(past: History, known: Mapping[TopicPartition, int], ends: Mapping[int, int]) -> None:
    """Begin behind what was compared, and no earlier than the topic does."""
    for number, start in past.starts.items():
        mark = known.get(TopicPartition(past.topic, number), start)
        past.positions[number] = min(max(mark, start), ends[number])


def _readable(stream: Stream[Any], records: Sequence[Record]) -> list[Received[Any]]:
    """Leave out what readers cannot read or store either: they set it aside, and no table ever told it."""
    received = []
    for record in records:
        try:
            item = read(stream, record)
        except InvalidMessage:
            continue
        if 1 <= item.version <= GREATEST_VERSION:
            received.append(item)
    return received
