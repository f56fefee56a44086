"""How far behind each group is."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from deploy.kafka.administration import administration
from deploy.kafka.declared import declared
from moisess.groups.positions import (
    Membership,
    Position,
    committed_offsets,
    group_names,
    membership,
    positions,
)
from shared.kafka.cluster import Cluster
from shared.kafka.refusal import explained


class GroupRefused(Exception):
    """What was asked cannot be done; the message is French."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLag:
    """One group on all that it reads."""

    group: str
    membership: Membership
    positions: tuple[Position, ...]

    @property
    def lag(self) -> int:
        """Records over all partitions."""
        return sum(position.lag for position in self.positions)


async def lags(cluster: Cluster, *, group: str | None) -> list[GroupLag]:
    """Return the lag of every group that the broker knows or that is declared, or of one of them.

    Raises ``GroupRefused`` where there is none of that name.
    """
    consumer = AIOKafkaConsumer(**cluster.arguments(), client_id="moisess-groups", group_id=None)
    async with administration(cluster) as admin:
        try:
            async with explained(cluster):
                await consumer.start()
            existing = await _partitions(admin)
            expected = _declared_topics(existing)
            names = sorted({*await group_names(admin), *expected})
            chosen = [find_group(group, names)] if group else names
            return [await _lag(admin, consumer, each, existing, expected.get(each, [])) for each in chosen]
        finally:
            await consumer.stop()


def find_group(asked: str, names: Sequence[str]) -> str:
    """Return the group; raises ``GroupRefused`` with the nearest name where there is none."""
    if asked in names:
        return asked
    near = get_close_matches(asked, names, n=1)
    hint = f" Vouliez-vous dire « {near[0]} » ?" if near else " « moisess groups lag » montre ceux qui existent."
    raise GroupRefused(f"Aucun groupe de consommateurs ne s’appelle « {asked} ».{hint}")


async def _lag(
    admin: AIOKafkaAdminClient,
    consumer: AIOKafkaConsumer,
    group: str,
    existing: dict[str, list[TopicPartition]],
    expected: Sequence[str],
) -> GroupLag:
    committed = await committed_offsets(admin, group)
    members = await membership(admin, group)
    topics = {*expected, *(each.topic for each in [*committed, *members.readers])} & existing.keys()
    partitions = [partition for topic in topics for partition in existing[topic]]
    found = await positions(consumer, partitions, committed)
    return GroupLag(group=group, membership=members, positions=tuple(found))


async def _partitions(admin: AIOKafkaAdminClient) -> dict[str, list[TopicPartition]]:
    return {
        topic["topic"]: [TopicPartition(topic["topic"], each["partition"]) for each in topic["partitions"]]
        for topic in await admin.describe_topics()
        if not topic["is_internal"]
    }


def _declared_topics(existing: dict[str, list[TopicPartition]]) -> dict[str, list[str]]:
    """Name, per declared group, the topics of this broker that it should read: also one that never came is behind."""
    topics: dict[str, list[str]] = {}
    for topic in declared():
        for group in topic.consumers:
            if topic.name in existing:
                topics.setdefault(group, []).append(topic.name)
    return topics
