import asyncio
from typing import cast
from uuid import UUID

import pytest
from aiokafka import ConsumerRecord, TopicPartition

from shared.kafka.marks import Marks
from shared.kafka.records import read
from shared.kafka.store import save_marks
from tests.integration.ops.rebuilding import Rebuilding, heard_all, versions
from tests.integration.programme.support import decided
from tests.support.eventually import eventually
from tests.support.kafka import records_so_far

MANIFESTATIONS = 40
SWAPS = 2


async def test_rebuilt_again_and_again_under_load_nothing_is_lost_or_goes_back(programme: Rebuilding) -> None:
    seen: dict[UUID, int] = {}
    backwards: list[UUID] = []
    swaps = last = 0

    async def load() -> None:
        nonlocal last
        while swaps < SWAPS or last % 3:
            last += 1
            online = last % 3 != 0
            await programme.tell(*(decided(UUID(int=each), last, online=online) for each in range(MANIFESTATIONS)))

    async def watch() -> None:
        while True:
            for key, version in versions(await programme.table()).items():
                if version < seen.get(key, 0):
                    backwards.append(key)
                seen[key] = version
            await asyncio.sleep(0.005)

    async with programme.consuming():
        watching = asyncio.create_task(watch())
        loading = asyncio.create_task(load())
        await eventually(programme.heard, within=30)
        while not loading.done():
            await programme.change(
                "UPDATE listings SET organiser_name = 'Faux' WHERE manifestation_id < $1", UUID(int=9)
            )
            await programme.rebuild(swap=True)
            swaps += 1
        await loading
    await heard_all(programme, MANIFESTATIONS * last)
    everyone = {UUID(int=each) for each in range(MANIFESTATIONS)}
    await eventually(lambda: everybody_at(seen, last))
    watching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await watching

    assert ([], dict.fromkeys(everyone, last)) == (backwards, versions(await programme.table()))
    told: dict[str, list[tuple[int, bool]]] = {}
    for key, version, removed in await programme.told():
        told.setdefault(key, []).append((version, removed))
    # The last thing that readers hear of each is that it is gone, and what they hear never goes back.
    assert {str(each): True for each in everyone} == {key: heard[-1][1] for key, heard in told.items()}
    assert all(heard == sorted(heard) for heard in told.values())
    assert (await programme.rebuild()).difference.same == MANIFESTATIONS


async def everybody_at(seen: dict[UUID, int], version: int) -> bool:
    return set(seen.values()) == {version} and len(seen) == MANIFESTATIONS


@pytest.mark.parametrize("explained_only", [False, True])
async def test_a_batch_that_is_being_applied_is_waited_for(
    programme: Rebuilding,
    explained_only: bool,  # noqa: FBT001
) -> None:
    subscription = programme.projection.subscription
    one = UUID(int=1)
    await programme.tell(decided(one, 1))
    await heard_all(programme, 1)
    await programme.change("UPDATE listings SET organiser_name = 'Faux'")
    await programme.tell(decided(one, 2))
    record = (await records_so_far(programme.bootstrap_servers, programme.stream.topic))[-1]

    async with programme.database.transaction() as tx:
        await subscription.handle(tx, [read(programme.stream, cast("ConsumerRecord[bytes, bytes]", record))])
        rebuilding = asyncio.create_task(programme.rebuild(swap=True, explained_only=explained_only))
        await eventually(lambda: rebuild_waits(programme), within=30)
        offsets = {TopicPartition(record.topic, record.partition): record.offset + 1}
        topic_id = await tx.fetchval("SELECT topic_id FROM applied_offsets LIMIT 1")
        await save_marks(tx, Marks(group=subscription.group, next_offsets=offsets, topic_id=topic_id))
    found = await rebuilding

    assert ({one: 2}, 2, 1) == (versions(await programme.table()), found.records, found.difference.same)


async def rebuild_waits(programme: Rebuilding) -> bool:
    """Return True once the rebuild stands before a lock."""
    # What a session waits for is shown to its own role alone.
    async with programme.as_owner() as owner:
        waiting = await owner.fetchval(
            """
            SELECT count(*)
            FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'moisess-rebuild' AND wait_event_type = 'Lock'
            """
        )
    return bool(waiting)
