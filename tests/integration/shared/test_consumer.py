"""The wrapper on a real broker and database: nothing is lost, doubled, or held up by a bad neighbour."""

import random
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient
from prometheus_client import REGISTRY

from shared.contracts.submission import ManifestationChanged
from shared.kafka import consumer
from shared.kafka.consumers import Consumers
from shared.kafka.dead_letters import dead_letter_topic
from shared.kafka.send import send_unchanged
from shared.outbox.append import outbox_row
from tests.integration.shared.hearing import UNSTORABLE, Hearing, applied, database_away, encoded, tell
from tests.support.builders import content, manifestation_changed
from tests.support.eventually import eventually
from tests.support.kafka import Record, read_records, records_so_far
from tests.support.servers import Servers


def facts(record: Record) -> dict[str, str]:
    return {name: value.decode() for name, value in record.headers if name.startswith("dlq-")}


async def test_every_entity_ends_at_its_highest_version_whatever_comes_twice_or_late(
    hearing: Hearing, kafka_producer: AIOKafkaProducer
) -> None:
    ids = [uuid4() for _ in range(50)]
    events = [
        manifestation_changed(manifestation_id=entity, version=version) for entity in ids for version in (1, 2, 3, 3, 1)
    ]
    random.Random(7).shuffle(events)  # noqa: S311
    await tell(kafka_producer, hearing, events)

    async with hearing.running():
        await eventually(lambda: applied(hearing, len(events)))

    assert dict.fromkeys(ids, 3) == await hearing.versions()


async def test_bad_records_of_every_kind_are_set_aside_unchanged_and_their_neighbours_are_applied(
    hearing: Hearing, kafka_producer: AIOKafkaProducer
) -> None:
    good = [manifestation_changed() for _ in range(20)]
    row = outbox_row(hearing.stream, good[0])
    headers = encoded(row.headers)
    await tell(kafka_producer, hearing, good[:10])
    bad: list[tuple[bytes | None, bytes | None, list[tuple[str, bytes | None]]]] = [
        (b"k", None, [*headers]),
        (b"k", row.payload, [*headers, ("x", None)]),
        (b"k", row.payload, [*headers, ("x", b"\xff\xfe")]),
        (b"k", b"{not json", [*headers]),
        (b"k", b'{"manifestation_id": "no"}', [*headers]),
        (b"k", b'"' + b"x" * 1_000_000 + b'"', [*headers]),
        (None, row.payload, [*headers]),
        (None, None, [*headers]),
        (b"k", row.payload, []),
    ]
    for key, value, raw_headers in bad:
        await send_unchanged(kafka_producer, hearing.stream.topic, key=key, value=value, headers=raw_headers)
    await tell(kafka_producer, hearing, good[10:])

    async with hearing.running():
        await eventually(lambda: applied(hearing, len(good) + len(bad)))

    assert {event.manifestation_id for event in good} == set(await hearing.versions())
    letters = await read_records(
        hearing.bootstrap_servers, dead_letter_topic(hearing.stream.topic, hearing.group), count=len(bad)
    )
    assert {(key, value) for key, value, _ in bad} == {(letter.key, letter.value) for letter in letters}
    assert len(bad) == len(letters)
    assert {
        "null_value",
        "null_header",
        "header_encoding",
        "json",
        "schema",
        "too_large",
        "missing_key",
        "missing_attribute",
    } == {facts(letter)["dlq-error-class"] for letter in letters}
    assert {hearing.group} == {facts(letter)["dlq-consumer-group"] for letter in letters}


async def test_a_record_the_database_refuses_is_found_among_hundreds_and_its_earlier_version_is_kept(
    hearing: Hearing, kafka_producer: AIOKafkaProducer
) -> None:
    culprit = uuid4()
    events = [manifestation_changed() for _ in range(300)]
    events.insert(100, manifestation_changed(manifestation_id=culprit, version=1))
    events.insert(200, manifestation_changed(manifestation_id=culprit, version=2, content=content(title=UNSTORABLE)))
    await tell(kafka_producer, hearing, events)

    async with hearing.running():
        await eventually(lambda: applied(hearing, len(events)))

    versions = await hearing.versions()
    assert 301 == len(versions)
    assert 1 == versions[culprit]
    assert ["CheckViolationError"] == await hearing.set_aside()


async def test_a_bad_record_that_is_delivered_again_is_not_set_aside_again(
    hearing: Hearing, kafka_producer: AIOKafkaProducer
) -> None:
    await kafka_producer.send_and_wait(hearing.stream.topic, b"{not json", key=b"k")
    async with hearing.running():
        await eventually(lambda: applied(hearing, 1))
    await rewind(hearing)

    # The mark comes back with the record alone.
    async with hearing.running():
        await eventually(lambda: applied(hearing, 1))

    letters = await records_so_far(hearing.bootstrap_servers, dead_letter_topic(hearing.stream.topic, hearing.group))
    assert (1, 1) == (len(letters), len(await hearing.set_aside()))


async def test_while_the_database_is_away_records_wait_and_none_is_set_aside(
    hearing: Hearing, kafka_producer: AIOKafkaProducer, servers: Servers
) -> None:
    first, second = manifestation_changed(), manifestation_changed()
    await tell(kafka_producer, hearing, [first])
    async with hearing.running():
        await eventually(lambda: heard(hearing, first))
        before = retries(hearing)
        async with database_away(hearing, servers.postgres_url):
            await tell(kafka_producer, hearing, [second])
            await eventually(lambda: retried_since(hearing, before))
        await eventually(lambda: heard(hearing, second))

    assert [] == await hearing.set_aside()


async def test_what_a_member_could_not_apply_before_it_left_is_left_to_the_next(
    hearing: Hearing, kafka_producer: AIOKafkaProducer, servers: Servers
) -> None:
    event = manifestation_changed()
    async with database_away(hearing, servers.postgres_url):
        await tell(kafka_producer, hearing, [event])
        before = retries(hearing)
        async with hearing.running():
            await eventually(lambda: retried_since(hearing, before))

    async with hearing.running():
        await eventually(lambda: heard(hearing, event))


async def test_a_restart_goes_on_behind_what_was_applied(hearing: Hearing, kafka_producer: AIOKafkaProducer) -> None:
    first, second = manifestation_changed(), manifestation_changed()
    await tell(kafka_producer, hearing, [first])
    async with hearing.running():
        await eventually(lambda: heard(hearing, first))
    async with hearing.database.transaction() as tx:
        await tx.execute("DELETE FROM heard")

    await tell(kafka_producer, hearing, [second])
    async with hearing.running():
        await eventually(lambda: heard(hearing, second))

    assert {second.manifestation_id: 1} == await hearing.versions()


async def test_a_client_that_has_stopped_fetching_is_rebuilt(
    hearing: Hearing, kafka_producer: AIOKafkaProducer
) -> None:
    async with hearing.running() as consumers:
        await tell(kafka_producer, hearing, [first := manifestation_changed()])
        await eventually(lambda: heard(hearing, first))
        former = client_of(consumers)
        end_fetching(former)

        # One may still come with the request that was under way.
        for event in (manifestation_changed(), manifestation_changed(), manifestation_changed()):
            await tell(kafka_producer, hearing, [event])
            await eventually(partial(heard, hearing, event))

        assert former is not client_of(consumers)


def client_of(consumers: Consumers) -> Any:
    [member] = consumers._consumers  # noqa: SLF001
    return member._subscriber and member._subscriber.consumer  # noqa: SLF001


def end_fetching(client: Any) -> None:
    """Do to the client what a broken connection can do to it."""
    client._fetcher._fetch_task.cancel()  # noqa: SLF001


async def test_members_that_join_and_leave_under_load_lose_and_set_aside_nothing(
    hearing: Hearing, kafka_producer: AIOKafkaProducer
) -> None:
    events = [manifestation_changed() for _ in range(2000)]
    async with hearing.running() as first:
        for start in range(0, len(events), 500):
            async with hearing.running() as second:
                await eventually(partial(share_the_topic, first, second))
                await tell(kafka_producer, hearing, events[start : start + 500])
        await eventually(lambda: applied(hearing, len(events)), within=40)

    assert {event.manifestation_id for event in events} == set(await hearing.versions())
    assert [] == await hearing.set_aside()


async def share_the_topic(*members: Consumers) -> bool:
    """Return True once each has partitions of its own."""
    clients = [client_of(member) for member in members]
    return all(client is not None and client.assignment() for client in clients)


async def heard(hearing: Hearing, event: ManifestationChanged) -> bool:
    return event.manifestation_id in await hearing.versions()


def retries(hearing: Hearing) -> float:
    return REGISTRY.get_sample_value("kafka_batch_retries_total", {"group": hearing.group}) or 0


async def retried_since(hearing: Hearing, before: float) -> bool:
    return retries(hearing) >= before + 2


async def rewind(hearing: Hearing) -> None:
    """Let the database forget how far it is, and nothing else."""
    async with hearing.database.transaction() as tx:
        await tx.execute("DELETE FROM applied_offsets")


async def test_a_consumer_that_shuts_down_has_committed_all_that_it_applied(
    hearing: Hearing,
    kafka_producer: AIOKafkaProducer,
    kafka_admin: AIOKafkaAdminClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(consumer, "COMMIT_SECONDS", 3600)
    await tell(kafka_producer, hearing, [manifestation_changed() for _ in range(5)])

    async with hearing.running():
        await eventually(lambda: applied(hearing, 5))
        before = await committed(kafka_admin, hearing.group)

    assert (0, 5) == (before, await committed(kafka_admin, hearing.group))


async def committed(admin: AIOKafkaAdminClient, group: str) -> int:
    found = await admin.list_consumer_group_offsets(group)
    return sum(each.offset for each in found.values() if each.offset > 0)
