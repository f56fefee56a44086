"""Where groups stand on the broker: committed offsets, ends of topics, members."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.coordinator.protocol import ConsumerProtocol

NEVER = -1
NO_MEMBERS = {"Empty", "Dead"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Who is in a group now."""

    state: str
    members: int = 0
    readers: Mapping[TopicPartition, str] = field(default_factory=dict)
    """Per partition, who reads it: client and host."""

    @property
    def live(self) -> bool:
        """True while somebody is in the group or joins it."""
        return self.members > 0 or self.state not in NO_MEMBERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """How far a group is on one partition."""

    partition: TopicPartition
    reached: int | None
    """The first offset that it has not taken; None where it never took one."""
    start: int
    end: int

    @property
    def lag(self) -> int:
        """Records that the group has still to read."""
        return self.end - max(self.start, self.reached or 0)


async def group_names(admin: AIOKafkaAdminClient) -> list[str]:
    """Return the groups that the broker knows."""
    return sorted(name for name, protocol, *_ in await admin.list_consumer_groups() if protocol in {"consumer", ""})


async def membership(admin: AIOKafkaAdminClient, group: str) -> Membership:
    """Return who is in a group; one that does not exist is dead."""
    [response] = await admin.describe_consumer_groups([group])
    [described] = response.to_object()["groups"]
    readers = {
        TopicPartition(topic, number): f"{member['client_id']} {member['client_host']}"
        for member in described["members"]
        if member["member_assignment"]
        for topic, numbers in ConsumerProtocol.ASSIGNMENT.decode(member["member_assignment"]).assignment
        for number in numbers
    }
    return Membership(state=described["state"], members=len(described["members"]), readers=readers)


async def committed_offsets(admin: AIOKafkaAdminClient, group: str) -> dict[TopicPartition, int]:
    """Return what a group has committed."""
    found = await admin.list_consumer_group_offsets(group)
    return {partition: each.offset for partition, each in found.items() if each.offset != NEVER}


async def positions(
    consumer: AIOKafkaConsumer, partitions: Iterable[TopicPartition], reached: Mapping[TopicPartition, int]
) -> list[Position]:
    """Compare how far a group is with what there is."""
    ordered = sorted(partitions)
    starts, ends = await consumer.beginning_offsets(ordered), await consumer.end_offsets(ordered)
    return [Position(partition=each, reached=reached.get(each), start=starts[each], end=ends[each]) for each in ordered]
