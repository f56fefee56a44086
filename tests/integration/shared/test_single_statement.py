"""A batch that is applied with its marks in one statement, and what happens where that cannot be."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from uuid import UUID, uuid4

from aiokafka import AIOKafkaProducer

from shared.contracts.submission import ManifestationChanged
from shared.kafka.consumers import Consumers
from shared.kafka.dead_letters import dead_letter_topic
from shared.kafka.marks import NO_MARKS, Marks, upsert_marks
from shared.kafka.records import Received
from shared.kafka.send import send_unchanged
from shared.kafka.subscription import SingleStatement
from shared.postgres.database import Tx
from tests.integration.shared.hearing import UNSTORABLE, Hearing, applied, tell
from tests.support.builders import content, manifestation_changed
from tests.support.consuming import consuming
from tests.support.eventually import eventually
from tests.support.kafka import read_records

Batch = Sequence[Received[ManifestationChanged]]


async def remember_with(tx: Tx, received: Batch, marks: Marks) -> bool:
    events = [item.event for item in received if item.event is not None]
    await tx.execute(
        f"""
        WITH marked AS (
            {upsert_marks(first=4)}
        )
        INSERT INTO heard (id, version, title)
        SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::text[])
        """,
        [event.manifestation_id for event in events],
        [event.version for event in events],
        [event.content.title for event in events],
        *marks.arrays(),
    )
    return True


async def cannot(_tx: Tx, _received: Batch, _marks: Marks) -> bool:
    return False


class Handle:
    """What the longer way is given."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.ids: list[UUID] = []

    async def __call__(self, tx: Tx, received: Batch) -> None:
        self.ids += [item.event.manifestation_id for item in received if item.event is not None]
        await remember_with(tx, received, NO_MARKS)


def running(
    hearing: Hearing, single_statement: SingleStatement[ManifestationChanged], handle: Handle
) -> AbstractAsyncContextManager[Consumers]:
    subscription = replace(hearing.subscription, single_statement=single_statement, handle=handle)
    return consuming(hearing.database, hearing.bootstrap_servers, subscription)


async def tell_titles(producer: AIOKafkaProducer, hearing: Hearing, *titles: str) -> list[UUID]:
    """Send a first version under each title; returns their ids."""
    events = [manifestation_changed(manifestation_id=uuid4(), content=content(title=title)) for title in titles]
    await tell(producer, hearing, events)
    return [event.manifestation_id for event in events]


async def test_a_batch_and_its_marks_are_one_statement_where_the_subscription_has_one(
    hearing: Hearing, kafka_producer: AIOKafkaProducer
) -> None:
    ids = await tell_titles(kafka_producer, hearing, *["Fête de la coopération"] * 30)

    async with running(hearing, remember_with, handle := Handle()):
        await eventually(lambda: applied(hearing, len(ids)))

    assert (set(ids), []) == (set(await hearing.versions()), handle.ids)


async def test_a_batch_that_cannot_be_one_statement_is_a_transaction(
    hearing: Hearing, kafka_producer: AIOKafkaProducer
) -> None:
    ids = await tell_titles(kafka_producer, hearing, *["Fête de la coopération"] * 30)

    async with running(hearing, cannot, handle := Handle()):
        await eventually(lambda: applied(hearing, len(ids)))

    assert set(ids) == set(await hearing.versions()) == set(handle.ids)


async def test_what_one_statement_cannot_store_is_searched_for_and_its_neighbours_are_applied(
    hearing: Hearing, kafka_producer: AIOKafkaProducer
) -> None:
    ids = await tell_titles(kafka_producer, hearing, "Avant", UNSTORABLE, "Après")

    async with running(hearing, remember_with, Handle()):
        await eventually(lambda: applied(hearing, len(ids)))

    assert {ids[0], ids[2]} == set(await hearing.versions())
    assert 1 == len(await hearing.set_aside())


async def test_a_record_that_cannot_be_read_is_set_aside_by_the_transaction_that_passes_it(
    hearing: Hearing, kafka_producer: AIOKafkaProducer
) -> None:
    topic = hearing.stream.topic
    await send_unchanged(kafka_producer, topic, key=b"k", value=b"{not json", headers=[])
    ids = await tell_titles(kafka_producer, hearing, "Après")

    async with running(hearing, remember_with, Handle()):
        await eventually(lambda: applied(hearing, 2))

    [letter] = await read_records(hearing.bootstrap_servers, dead_letter_topic(topic, hearing.group), count=1)
    assert (b"{not json", set(ids)) == (letter.value, set(await hearing.versions()))
    assert 1 == len(await hearing.set_aside())


async def test_a_statement_that_fails_where_the_transaction_would_not_holds_nothing_up(
    hearing: Hearing, kafka_producer: AIOKafkaProducer
) -> None:
    async def broken(tx: Tx, _received: Batch, _marks: Marks) -> bool:
        await tx.execute("SELECT 1 / 0")
        return True

    ids = await tell_titles(kafka_producer, hearing, "Une", "Deux")

    async with running(hearing, broken, Handle()):
        await eventually(lambda: applied(hearing, len(ids)))

    assert set(ids) == set(await hearing.versions())
    assert [] == await hearing.set_aside()
