"""A topic that was deleted and created again is another one, whatever it is called and however long it is."""

from collections.abc import Sequence
from uuid import uuid4

from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from shared.contracts.submission import ManifestationChanged
from shared.kafka.dead_letters import dead_letter_topic
from shared.kafka.marks import Marks
from shared.kafka.store import list_marks, save_marks
from tests.integration.shared.hearing import Hearing, applied, tell
from tests.support.builders import manifestation_changed
from tests.support.eventually import eventually
from tests.support.kafka import make_again, read_records


async def heard(hearing: Hearing, events: Sequence[ManifestationChanged]) -> bool:
    return {event.manifestation_id for event in events} <= set(await hearing.versions())


async def recreations(hearing: Hearing) -> list[str]:
    async with hearing.database.transaction(readonly=True) as tx:
        return [row["topic"] for row in await tx.fetch("SELECT topic FROM recreated_topics")]


async def hear_and_make_again(
    hearing: Hearing, producer: AIOKafkaProducer, admin: AIOKafkaAdminClient
) -> list[ManifestationChanged]:
    """Let 10 records be heard, then make the topic again with more in each partition than it had; returns those."""
    await tell(producer, hearing, [manifestation_changed() for _ in range(10)])
    async with hearing.running():
        await eventually(lambda: applied(hearing, 10))
    await make_again(admin, hearing.stream.topic)
    await tell(producer, hearing, events := [manifestation_changed() for _ in range(60)])
    return events


async def test_the_new_topic_is_heard_from_its_beginning_though_it_is_longer(
    hearing: Hearing, kafka_producer: AIOKafkaProducer, kafka_admin: AIOKafkaAdminClient
) -> None:
    events = await hear_and_make_again(hearing, kafka_producer, kafka_admin)

    async with hearing.running():
        await eventually(lambda: heard(hearing, events))
        await eventually(lambda: applied(hearing, len(events)))


async def test_that_it_was_made_again_stays_known_and_is_named_by_a_consumer_that_is_ready(
    hearing: Hearing, kafka_producer: AIOKafkaProducer, kafka_admin: AIOKafkaAdminClient
) -> None:
    events = await hear_and_make_again(hearing, kafka_producer, kafka_admin)
    async with hearing.running():
        await eventually(lambda: heard(hearing, events))

    await tell(kafka_producer, hearing, [later := manifestation_changed()])
    async with hearing.running() as consumers:
        await eventually(lambda: heard(hearing, [later]))
        faults, notes = consumers.faults(), consumers.notes()

    assert [hearing.stream.topic] == await recreations(hearing)
    assert [] == faults
    assert [True] == [note.startswith(f"{hearing.stream.topic} : supprimé puis recréé") for note in notes]


async def test_a_topic_that_is_still_the_same_is_not_noted(hearing: Hearing, kafka_producer: AIOKafkaProducer) -> None:
    for _ in range(2):
        await tell(kafka_producer, hearing, [event := manifestation_changed()])
        async with hearing.running() as consumers:
            await eventually(lambda event=event: heard(hearing, [event]))  # type: ignore[misc]
            assert [] == consumers.notes()

    assert [] == await recreations(hearing)


async def test_a_bad_record_where_another_was_set_aside_before_is_set_aside(
    hearing: Hearing, kafka_producer: AIOKafkaProducer, kafka_admin: AIOKafkaAdminClient
) -> None:
    for _ in range(2):
        await kafka_producer.send_and_wait(hearing.stream.topic, b"{not json", key=b"k", partition=0)
        await tell(kafka_producer, hearing, [event := manifestation_changed()])
        async with hearing.running():
            await eventually(lambda event=event: heard(hearing, [event]))  # type: ignore[misc]
            await eventually(lambda: applied(hearing, 2))
        await make_again(kafka_admin, hearing.stream.topic)

    letters = dead_letter_topic(hearing.stream.topic, hearing.group)
    assert 2 == len(await read_records(hearing.bootstrap_servers, letters, count=2))


async def test_a_consumer_that_reads_on_meanwhile_notices_and_begins_anew(
    hearing: Hearing, kafka_producer: AIOKafkaProducer, kafka_admin: AIOKafkaAdminClient
) -> None:
    await tell(kafka_producer, hearing, [manifestation_changed() for _ in range(10)])
    async with hearing.running():
        await eventually(lambda: applied(hearing, 10))
        await make_again(kafka_admin, hearing.stream.topic)
        await tell(kafka_producer, hearing, events := [manifestation_changed() for _ in range(60)])

        await eventually(lambda: heard(hearing, events), within=60)
        await eventually(lambda: applied(hearing, len(events)), within=60)

    assert [hearing.stream.topic] == await recreations(hearing)


async def test_a_process_that_knows_the_former_topic_alone_moves_no_mark(hearing: Hearing) -> None:
    former, present = uuid4(), uuid4()
    partition = TopicPartition(hearing.stream.topic, 0)
    async with hearing.database.transaction() as tx:
        await save_marks(tx, Marks(group=hearing.group, next_offsets={partition: 3}, topic_id=present))

        await save_marks(tx, Marks(group=hearing.group, next_offsets={partition: 900}, topic_id=former))

        assert {partition: 3} == await list_marks(tx, hearing.group)
