"""A consumer reads on from where its database is, whatever the broker holds of its group."""

from collections.abc import Sequence
from contextlib import AsyncExitStack
from functools import partial

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.records_to_delete import RecordsToDelete
from prometheus_client import REGISTRY

from shared.contracts.submission import ManifestationChanged
from tests.integration.shared.hearing import Hearing, applied, database_away, tell
from tests.support.builders import manifestation_changed, record_of
from tests.support.eventually import eventually
from tests.support.postgres import as_owner
from tests.support.servers import Servers


async def heard(hearing: Hearing, events: Sequence[ManifestationChanged]) -> bool:
    return await hearing.versions() == {event.manifestation_id: event.version for event in events}


async def hear(hearing: Hearing, producer: AIOKafkaProducer, number: int) -> list[ManifestationChanged]:
    """Let so many new records be told, heard and committed."""
    events = [manifestation_changed() for _ in range(number)]
    before = await hearing.applied()
    await tell(producer, hearing, events)
    async with hearing.running():
        await eventually(lambda: applied(hearing, before + number))
    return events


async def test_after_a_restore_of_the_database_what_it_lost_is_heard_again(
    hearing: Hearing, kafka_producer: AIOKafkaProducer
) -> None:
    kept = await hear(hearing, kafka_producer, 30)
    await as_owner(
        hearing.url,
        "CREATE TABLE heard_backup AS TABLE heard",
        "CREATE TABLE applied_offsets_backup AS TABLE applied_offsets",
    )
    lost = await hear(hearing, kafka_producer, 30)
    await as_owner(
        hearing.url,
        "TRUNCATE heard, applied_offsets",
        "INSERT INTO heard SELECT * FROM heard_backup",
        "INSERT INTO applied_offsets SELECT * FROM applied_offsets_backup",
    )

    async with hearing.running():
        await eventually(lambda: heard(hearing, [*kept, *lost]))


async def test_what_a_killed_member_applied_and_did_not_commit_is_not_shown_as_waiting(
    hearing: Hearing, kafka_producer: AIOKafkaProducer, kafka_admin: AIOKafkaAdminClient
) -> None:
    await hear(hearing, kafka_producer, 30)
    member = AIOKafkaConsumer(
        bootstrap_servers=hearing.bootstrap_servers, group_id=hearing.group, enable_auto_commit=False
    )
    await member.start()
    partitions = [TopicPartition(hearing.stream.topic, number) for number in range(3)]
    member.assign(partitions)
    await member.commit(dict.fromkeys(partitions, 0))
    await member.stop()

    async def committed() -> bool:
        found = await kafka_admin.list_consumer_group_offsets(hearing.group)
        return 30 == sum(max(0, each.offset) for each in found.values())

    async with hearing.running():
        await eventually(committed)


async def test_a_new_database_hears_all_though_its_group_has_committed(
    hearing: Hearing, kafka_producer: AIOKafkaProducer
) -> None:
    events = await hear(hearing, kafka_producer, 30)
    await as_owner(hearing.url, "TRUNCATE heard, applied_offsets")

    async with hearing.running():
        await eventually(lambda: heard(hearing, events))


async def test_while_the_database_cannot_say_where_it_is_nothing_is_read_from_elsewhere(
    hearing: Hearing, kafka_producer: AIOKafkaProducer, servers: Servers
) -> None:
    events = await hear(hearing, kafka_producer, 30)
    await as_owner(hearing.url, "TRUNCATE heard, applied_offsets")
    before = waits(hearing)

    async with AsyncExitStack() as running:
        async with database_away(hearing, servers.postgres_url):
            await running.enter_async_context(hearing.running())
            await tell(kafka_producer, hearing, later := [manifestation_changed() for _ in range(10)])
            await eventually(partial(waited_since, hearing, before))
        await eventually(lambda: heard(hearing, [*events, *later]))


async def test_a_member_that_waits_for_its_database_can_leave(hearing: Hearing, servers: Servers) -> None:
    before = waits(hearing)

    async with database_away(hearing, servers.postgres_url), hearing.running():
        await eventually(partial(waited_since, hearing, before))


@pytest.mark.parametrize("mark", [0, 1_000_000], ids=["before the oldest record", "after the last"])
async def test_from_an_offset_that_the_topic_does_not_have_it_goes_to_the_oldest(
    hearing: Hearing, kafka_producer: AIOKafkaProducer, kafka_admin: AIOKafkaAdminClient, mark: int
) -> None:
    await hear(hearing, kafka_producer, 30)
    async with hearing.database.transaction() as tx:
        ends = await tx.fetch("SELECT partition, next_offset FROM applied_offsets")
        await tx.execute("DELETE FROM heard")
        await tx.execute("UPDATE applied_offsets SET next_offset = $1", mark)
    await kafka_admin.delete_records(
        {TopicPartition(hearing.stream.topic, row["partition"]): RecordsToDelete(row["next_offset"]) for row in ends}
    )
    await tell(kafka_producer, hearing, kept := [manifestation_changed() for _ in range(10)])

    async with hearing.running():
        await eventually(lambda: heard(hearing, kept))


async def test_what_was_fetched_before_the_positions_were_set_is_left_out(
    hearing: Hearing, kafka_producer: AIOKafkaProducer
) -> None:
    await tell(kafka_producer, hearing, [first := manifestation_changed()])
    stale = record_of(hearing.stream, manifestation_changed(), offset=500)
    async with hearing.running() as consumers:
        await eventually(lambda: heard(hearing, [first]))
        [consumer] = consumers._consumers  # noqa: SLF001

        await consumer._take((stale,))  # noqa: SLF001

    assert await heard(hearing, [first])
    assert 1 == await hearing.applied()


def waits(hearing: Hearing) -> float:
    return REGISTRY.get_sample_value("kafka_batch_retries_total", {"group": hearing.group}) or 0


async def waited_since(hearing: Hearing, before: float) -> bool:
    return waits(hearing) >= before + 2
