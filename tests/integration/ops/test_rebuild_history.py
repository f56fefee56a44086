from typing import Any
from uuid import UUID

from aiokafka import TopicPartition
from aiokafka.admin.records_to_delete import RecordsToDelete

from tests.integration.ops.rebuilding import Rebuilding, heard_all, versions
from tests.integration.programme.support import decided

ONE = UUID(int=1)


async def online_once(programme: Rebuilding) -> list[dict[str, Any]]:
    """Let a manifestation be heard online, then offline; returns the table."""
    await programme.tell(decided(ONE, 1))
    await heard_all(programme, 1)
    await programme.tell(decided(ONE, 2, online=False))
    await heard_all(programme, 2)
    return await programme.table()


async def test_what_was_once_online_is_found_again_though_all_is_read_at_once(programme: Rebuilding) -> None:
    sound = await online_once(programme)
    await programme.change("DELETE FROM listings")

    await programme.rebuild(swap=True)

    assert sound == await programme.table()
    assert sound[0]["first_published_at"] is not None


async def test_what_was_once_online_is_remembered_though_the_topic_has_forgotten(programme: Rebuilding) -> None:
    sound = await online_once(programme)
    [row] = await programme.rows("SELECT partition, next_offset FROM applied_offsets")
    await programme.admin.delete_records(
        {TopicPartition(programme.stream.topic, row["partition"]): RecordsToDelete(row["next_offset"] - 1)}
    )
    await programme.change("UPDATE listings SET organiser_name = 'Faux'")

    found = await programme.rebuild(swap=True)

    assert (1, sound) == (found.records, await programme.table())


async def test_what_was_set_aside_stays_out(programme: Rebuilding) -> None:
    await programme.tell(decided(ONE, 1), decided(ONE, 2))
    await heard_all(programme, 2)
    await programme.change(
        """
        INSERT INTO dead_letters (consumer_group, topic, partition, record_offset, error_class)
        SELECT consumer_group, topic, partition, 1, 'schema' FROM applied_offsets
        """
    )

    found = await programme.rebuild(swap=True, explained_only=True)

    assert (1, {ONE: 1}) == (found.difference.newer_in_table, versions(await programme.table()))
