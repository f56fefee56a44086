"""How far each partition was applied, as what is applied is written."""

from collections.abc import Mapping
from dataclasses import dataclass

from aiokafka import TopicPartition


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What ``applied_offsets`` will hold of a group once a batch is applied."""

    group: str
    next_offsets: Mapping[TopicPartition, int]

    def columns(self) -> tuple[list[str], list[str], list[int], list[int]]:
        """Return group, topic, partition and offset as arrays for unnest: text, text, int, bigint.

        Sorted, so that two members that save the same never wait for each other both.
        """
        ordered = sorted(self.next_offsets)
        return (
            [self.group] * len(ordered),
            [partition.topic for partition in ordered],
            [partition.partition for partition in ordered],
            [self.next_offsets[partition] for partition in ordered],
        )


NO_MARKS = Marks(group="", next_offsets={})
"""For a statement that saves marks where somebody else saves them, or nobody."""
