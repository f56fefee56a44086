"""Where a group stands, as programs read it."""

from dataclasses import dataclass

from moisess.groups.lag import GroupLag


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedPartition:
    """One partition; offsets are those of the next record."""

    topic: str
    partition: int
    committed: int | None
    """None where the group never took a record."""
    end: int
    lag: int
    member: str | None
    """Who reads it; None where nobody does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedGroup:
    """One group on all that it reads; ``state`` is the broker's word."""

    group: str
    state: str
    members: int
    lag: int
    partitions: tuple[DescribedPartition, ...]


def described(found: GroupLag) -> DescribedGroup:
    """Describe a group."""
    return DescribedGroup(
        group=found.group,
        state=found.membership.state,
        members=found.membership.members,
        lag=found.lag,
        partitions=tuple(
            DescribedPartition(
                topic=each.partition.topic,
                partition=each.partition.partition,
                committed=each.reached,
                end=each.end,
                lag=each.lag,
                member=found.membership.readers.get(each.partition),
            )
            for each in found.positions
        ),
    )
