"""The statements on topics that were deleted and created again, each under the groups that had heard it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class RecreatedTopic:
    """A topic whose records of before are gone, whatever it holds now."""

    topic: str
    noticed_at: datetime
    """By a consumer; what was told since is on the topic."""


async def adopt_topic(tx: Tx, group: str, topic: str, topic_id: UUID) -> bool:
    """Let the group's marks be of this topic; True where they were of a former one, which is noted.

    Such marks go, and the dead letters of their partitions with them: their offsets are those of other records now.
    """
    former = await tx.fetchval(
        """
        WITH former AS (
            DELETE FROM applied_offsets
            WHERE consumer_group = $1 AND topic = $2 AND topic_id <> $3
            RETURNING partition, topic_id
        ),
        letters AS (
            DELETE FROM dead_letters
            USING former
            WHERE consumer_group = $1 AND topic = $2 AND dead_letters.partition = former.partition
        ),
        noted AS (
            INSERT INTO recreated_topics (consumer_group, topic, former_topic_id, topic_id)
            SELECT DISTINCT $1, $2, topic_id, $3::uuid
            FROM former
            ON CONFLICT DO NOTHING
        )
        SELECT count(*) FROM former
        """,
        group,
        topic,
        topic_id,
    )
    await tx.execute(
        """
        UPDATE applied_offsets
        SET topic_id = $3
        WHERE consumer_group = $1 AND topic = $2 AND topic_id IS NULL
        """,
        group,
        topic,
        topic_id,
    )
    return bool(former)


async def list_recreated_topics(tx: Tx, group: str) -> list[RecreatedTopic]:
    """Return what was noted of the group's topics, the latest first."""
    rows = await tx.fetch(
        "SELECT topic, noticed_at FROM recreated_topics WHERE consumer_group = $1 ORDER BY noticed_at DESC", group
    )
    return [RecreatedTopic(**row) for row in rows]
