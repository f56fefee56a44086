"""How far each partition was applied: rows of ``applied_offsets``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aiokafka import TopicPartition

from shared.postgres.rows import arrays, assignments, columns, unnest


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRow:
    """A row: the first offset of a partition that a group has not applied yet."""

    consumer_group: str
    topic: str
    partition: int
    next_offset: int
    topic_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What ``applied_offsets`` will hold of a group once a batch is applied."""

    group: str
    next_offsets: Mapping[TopicPartition, int]
    topic_id: UUID | None = None
    """Which topic of that name the offsets are of; None where ids are not known."""

    def arrays(self) -> Sequence[Any]:
        """Return the parameters of ``upsert_marks``.

        Sorted, so that two members that save the same never wait for each other both.
        """
        rows = [
            MarkRow(
                consumer_group=self.group,
                topic=place.topic,
                partition=place.partition,
                next_offset=offset,
                topic_id=self.topic_id,
            )
            for place, offset in sorted(self.next_offsets.items())
        ]
        return arrays(MarkRow, rows)


NO_MARKS = Marks(group="", next_offsets={})
"""For a statement that saves marks where somebody else saves them, or nobody."""


def upsert_marks(*, first: int = 1, also_back: bool = False) -> str:
    """Return the statement that moves marks forward, never back, parameters counted from ``first``.

    It may stand in a CTE beside what is applied. Never back: a paused process that wakes up must not undo its
    successor's, nor count on in a topic that was made again since. ``also_back`` is for an operator who moves a group
    that nobody is in.
    """
    key = ("consumer_group", "topic", "partition")
    forward = """
            WHERE applied_offsets.next_offset < excluded.next_offset
                AND applied_offsets.topic_id IS NOT DISTINCT FROM excluded.topic_id
        """
    return f"""
        INSERT INTO applied_offsets ({columns(MarkRow)})
        SELECT {columns(MarkRow)}
        FROM {unnest(MarkRow, first=first, alias="marked")}
        ON CONFLICT ({", ".join(key)}) DO UPDATE
            SET {assignments(MarkRow, but=key)}
            {"" if also_back else forward}
        """
