"""A compacted topic keeps the last record of each key: an old letter must not become that record."""

import pytest
from aiokafka import AIOKafkaProducer

from tests.integration.ops.letters import GROUP, Box, Headers
from tests.support.kafka import UniqueTopic

KEY = b"une-structure"


@pytest.fixture
async def compacted(unique_topic: UniqueTopic, bootstrap_servers: str) -> Box:
    topic = await unique_topic("structures", groups=(GROUP,), partitions=1, cleanup="compact")
    return Box(topic=topic, bootstrap_servers=bootstrap_servers)


def of_version(version: int) -> Headers:
    return [("ce_id", b"11111111"), ("ce_entityversion", str(version).encode())]


async def tell(
    producer: AIOKafkaProducer, box: Box, version: int, *, key: bytes = KEY, value: bytes | None = b"{}"
) -> int:
    """Write a state, and return its offset."""
    told = await producer.send_and_wait(box.topic, value, key=key, headers=of_version(version))
    return int(told.offset)


@pytest.mark.parametrize(("value", "word"), [(b"{}", ""), (None, "suppression")])
async def test_a_letter_that_something_newer_has_overtaken_stays_and_the_newer_record_is_named(
    compacted: Box, kafka_producer: AIOKafkaProducer, value: bytes | None, word: str
) -> None:
    old = await tell(kafka_producer, compacted, 3)
    await compacted.set_aside(key=KEY, headers=of_version(3), offset=old)
    newer = await tell(kafka_producer, compacted, 5, value=value)

    for arguments in ((), ("--yes",)):
        finished = await compacted.dlq("redrive", compacted.name, *arguments)

        assert 1 == finished.code, finished.output
        said = " ".join(finished.output.split())
        assert f"{compacted.topic}, partition 0, position {newer}, version 5" in said
        assert word in said
        assert [old, newer] == [record.offset for record in await compacted.back()]


async def test_what_the_topic_says_last_goes_back_though_others_stay(
    compacted: Box, kafka_producer: AIOKafkaProducer
) -> None:
    for offset in [await tell(kafka_producer, compacted, version) for version in (1, 2)]:
        await compacted.set_aside(key=KEY, headers=of_version(offset + 1), offset=offset)
    other = await tell(kafka_producer, compacted, 9, key=b"une-autre")
    await compacted.set_aside(key=b"une-autre", headers=of_version(9), offset=other)

    finished = await compacted.dlq("redrive", compacted.name, "--yes")

    assert 0 == finished.code, finished.output
    assert "1 refusé" in finished.output
    assert "Republiés : 2" in finished.output
    back = [(record.key, dict(record.headers)["ce_entityversion"]) for record in (await compacted.back())[3:]]
    assert {(KEY, b"2"), (b"une-autre", b"9")} == set(back)
    again = await compacted.dlq("redrive", compacted.name, "--yes")
    assert (1, 5) == (again.code, len(await compacted.back()))


async def test_a_letter_that_names_no_version_stays_behind_whatever_came_after_it(
    compacted: Box, kafka_producer: AIOKafkaProducer
) -> None:
    old = await tell(kafka_producer, compacted, 1)
    await tell(kafka_producer, compacted, 2)
    await compacted.set_aside(key=KEY, headers=[], offset=old)

    finished = await compacted.dlq("redrive", compacted.name, "--yes")

    assert (1, 2) == (finished.code, len(await compacted.back()))


async def test_a_state_newer_than_all_that_the_topic_says_goes_back(
    compacted: Box, kafka_producer: AIOKafkaProducer
) -> None:
    await compacted.set_aside(key=KEY, headers=of_version(7), offset=0)
    await tell(kafka_producer, compacted, 4)

    finished = await compacted.dlq("redrive", compacted.name, "--yes")

    assert (0, 2) == (finished.code, len(await compacted.back()))


async def test_a_topic_that_keeps_everything_takes_old_states_back(box: Box, kafka_producer: AIOKafkaProducer) -> None:
    await box.set_aside(key=KEY, headers=of_version(3))
    await tell(kafka_producer, box, 5)

    finished = await box.dlq("redrive", box.name, "--yes")

    assert (0, 2) == (finished.code, len(await box.back()))
