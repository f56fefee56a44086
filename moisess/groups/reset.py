"""Moves a group that nobody is in to other offsets: in its service's database, which decides, and on the broker."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import CommitFailedError, IllegalGenerationError, RebalanceInProgressError, UnknownMemberIdError

from deploy.kafka.administration import administration
from moisess.groups.lag import GroupRefused, find_group
from moisess.groups.positions import Position, group_names, membership, positions
from shared.kafka.cluster import Cluster
from shared.kafka.marks import Marks
from shared.kafka.recreated_store import adopt_topic
from shared.kafka.refusal import explained
from shared.kafka.store import list_marks, replace_marks
from shared.kafka.topic_ids import read_topic_id
from shared.postgres.database import Database

SOMEBODY_IS_IN = (CommitFailedError, IllegalGenerationError, RebalanceInProgressError, UnknownMemberIdError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """Where to; exactly one way of saying it is used."""

    edge: Literal["earliest", "latest"] | None = None
    moment: datetime | None = None
    shift: int | None = None

    @property
    def ways(self) -> int:
        """How many ways of saying it are used."""
        return sum(way is not None for way in (self.edge, self.moment, self.shift))


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One partition of a reset."""

    position: Position
    to: int

    @property
    def origin(self) -> int:
        """Where the group would go on reading without the reset."""
        return self.position.start if self.position.reached is None else self.position.reached


async def reset(cluster: Cluster, database_url: str, *, group: str, topic: str, goal: Goal, commit: bool) -> list[Move]:
    """Return the moves, made if ``commit``; raises ``GroupRefused`` where nothing can be or is to be moved."""
    async with administration(cluster) as admin:
        find_group(group, await group_names(admin))
        members = await membership(admin, group)
        if members.live:
            raise GroupRefused(
                f"Le groupe {group} a {members.members} membre(s) actif(s) : arrêtez d’abord les services qui le "
                "composent, puis recommencez."
            )
        known = {each["topic"]: each["partitions"] for each in await admin.describe_topics()}
    if topic not in known:
        raise GroupRefused(f"Aucun topic ne s’appelle « {topic} » sur ce courtier.")
    partitions = [TopicPartition(topic, each["partition"]) for each in known[topic]]
    # As a member of nothing: partitions are assigned by hand, and the broker takes commits while the group is empty.
    consumer = AIOKafkaConsumer(**cluster.arguments(), group_id=group, enable_auto_commit=False)
    database = Database(database_url, max_size=1, application_name="moisess-groups")
    try:
        async with explained(cluster):
            await consumer.start()
        topic_id = await read_topic_id(consumer._client, topic)  # noqa: SLF001  on the connection that there is
        async with database.transaction() as tx:
            if commit:
                # Marks of a former topic of that name say nothing of this one.
                await adopt_topic(tx, group, topic, topic_id)
            found = await positions(consumer, partitions, await list_marks(tx, group))
            moves = await _moves(consumer, found, goal)
            changed = {move.position.partition: move.to for move in moves if move.to != move.position.reached}
            if not changed:
                raise GroupRefused(f"Rien à faire : le groupe {group} est déjà à ces positions.")
            if commit:
                await replace_marks(tx, Marks(group=group, next_offsets=changed, topic_id=topic_id))
                consumer.assign(partitions)
                await _commit(consumer, group, changed)
    finally:
        await consumer.stop()
        await database.close()
    return moves


async def _moves(consumer: AIOKafkaConsumer, found: Sequence[Position], goal: Goal) -> list[Move]:
    if goal.moment is not None:
        at = int(goal.moment.timestamp() * 1000)
        offsets = await consumer.offsets_for_times({each.partition: at for each in found})
        # A partition without a record since then has nothing left to read.
        later = {partition: each.offset for partition, each in offsets.items() if each is not None}
        return [Move(position=each, to=later.get(each.partition, each.end)) for each in found]
    return [Move(position=each, to=_target(each, goal)) for each in found]


def _target(position: Position, goal: Goal) -> int:
    if goal.edge == "earliest":
        return position.start
    if goal.edge == "latest":
        return position.end
    origin = position.start if position.reached is None else position.reached
    return min(position.end, max(position.start, origin + (goal.shift or 0)))


async def _commit(consumer: AIOKafkaConsumer, group: str, offsets: dict[TopicPartition, int]) -> None:
    try:
        await consumer.commit(offsets)
    except SOMEBODY_IS_IN as error:
        raise GroupRefused(f"Un membre vient de rejoindre le groupe {group} : rien n’a été changé.") from error
