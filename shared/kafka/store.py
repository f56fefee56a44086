"""What consumption leaves in the database: how far each partition was applied, and what was set aside."""

from collections.abc import Iterable, Sequence

from aiokafka import ConsumerRecord, TopicPartition

from shared.kafka.dead_letters import DeadLetter
from shared.kafka.marks import Marks, upsert_marks
from shared.postgres.database import Tx


def next_offsets(records: "Iterable[ConsumerRecord[bytes, bytes]]") -> dict[TopicPartition, int]:
    """Return, per partition, the offset after the last of these records, as Kafka commits it."""
    offsets: dict[TopicPartition, int] = {}
    for record in records:
        partition = TopicPartition(record.topic, record.partition)
        offsets[partition] = max(offsets.get(partition, 0), record.offset + 1)
    return offsets


UPSERT_MARKS = upsert_marks()
REPLACE_MARKS = upsert_marks(also_back=True)


async def save_marks(tx: Tx, marks: Marks) -> None:
    """Move the marks of a group forward."""
    await tx.execute(UPSERT_MARKS, *marks.arrays())


async def replace_marks(tx: Tx, marks: Marks) -> None:
    """Put marks where an operator wants them, also back; only while nobody is in the group."""
    await tx.execute(REPLACE_MARKS, *marks.arrays())


async def list_marks(tx: Tx, group: str) -> dict[TopicPartition, int]:
    """Return, per partition, the first offset that the group has not applied yet."""
    rows = await tx.fetch("SELECT topic, partition, next_offset FROM applied_offsets WHERE consumer_group = $1", group)
    return {TopicPartition(row["topic"], row["partition"]): row["next_offset"] for row in rows}


async def list_unrecorded(tx: Tx, group: str, letters: Sequence[DeadLetter]) -> list[DeadLetter]:
    """Leave out the letters that an earlier delivery of the same records already set aside."""
    rows = await tx.fetch(
        """
        SELECT known.topic, known.partition, known.record_offset
        FROM dead_letters AS known
        JOIN unnest($2::text[], $3::int[], $4::bigint[]) AS incoming (topic, partition, record_offset)
            USING (topic, partition, record_offset)
        WHERE known.consumer_group = $1
        """,
        group,
        *_positions(letters),
    )
    known = {(row["topic"], row["partition"], row["record_offset"]) for row in rows}
    return [
        letter
        for letter in letters
        if (letter.record.topic, letter.record.partition, letter.record.offset) not in known
    ]


async def insert_dead_letters(tx: Tx, group: str, letters: Sequence[DeadLetter]) -> None:
    """Remember what was set aside, in the transaction that moves past it."""
    await tx.execute(
        """
        INSERT INTO dead_letters (consumer_group, topic, partition, record_offset, error_class)
        SELECT $1, topic, partition, record_offset, error_class
        FROM unnest($2::text[], $3::int[], $4::bigint[], $5::text[])
            AS incoming (topic, partition, record_offset, error_class)
        ON CONFLICT DO NOTHING
        """,
        group,
        *_positions(letters),
        [letter.error_class for letter in letters],
    )


def _positions(letters: Sequence[DeadLetter]) -> tuple[list[str], list[int], list[int]]:
    return (
        [letter.record.topic for letter in letters],
        [letter.record.partition for letter in letters],
        [letter.record.offset for letter in letters],
    )
