"""The last record of each key, as readers of a compacted topic know it."""

from aiokafka import AIOKafkaProducer

from shared.kafka.cluster import Cluster
from shared.kafka.history import history
from shared.kafka.last_records import NO_VERSION, LastRecord, last_records, read_last_records
from tests.support.kafka import UniqueTopic


async def write(
    producer: AIOKafkaProducer, topic: str, key: bytes | None, version: bytes | None, value: bytes | None = b"{}"
) -> None:
    headers = [] if version is None else [("ce_entityversion", version)]
    await producer.send_and_wait(topic, value, key=key, headers=headers)


async def test_of_each_key_the_last_record_is_found_whatever_its_version(
    unique_topic: UniqueTopic, kafka_producer: AIOKafkaProducer, bootstrap_servers: str
) -> None:
    topic = await unique_topic(partitions=1, cleanup="compact")
    for version in (b"1", b"3", b"2"):
        await write(kafka_producer, topic, b"a", version)
    await write(kafka_producer, topic, b"b", b"7")
    await write(kafka_producer, topic, b"b", b"8", None)

    last = await read_last_records(Cluster(bootstrap_servers), topic, client_id="tests")

    assert {
        "a": LastRecord(key="a", version=2, removed=False, partition=0, offset=2),
        "b": LastRecord(key="b", version=8, removed=True, partition=0, offset=4),
    } == last


async def test_a_record_that_names_no_version_is_older_than_any_other(
    unique_topic: UniqueTopic, kafka_producer: AIOKafkaProducer, bootstrap_servers: str
) -> None:
    topic = await unique_topic()
    for key, version in ((b"none", None), (b"word", b"two"), (b"long", b"9" * 30), (b"bytes", b"\xff")):
        await write(kafka_producer, topic, key, version)

    last = await read_last_records(Cluster(bootstrap_servers), topic, client_id="tests")

    assert dict.fromkeys(("none", "word", "long", "bytes"), NO_VERSION) == {
        key: record.version for key, record in last.items()
    }


async def test_a_record_whose_key_is_no_text_names_no_entity(
    unique_topic: UniqueTopic, kafka_producer: AIOKafkaProducer, bootstrap_servers: str
) -> None:
    topic = await unique_topic()
    for key in (None, b"\xff", b"a"):
        await write(kafka_producer, topic, key, b"1")

    assert ["a"] == list(await read_last_records(Cluster(bootstrap_servers), topic, client_id="tests"))


async def test_read_on_it_gives_what_was_written_meanwhile(
    unique_topic: UniqueTopic, kafka_producer: AIOKafkaProducer, bootstrap_servers: str
) -> None:
    topic = await unique_topic()
    await write(kafka_producer, topic, b"a", b"1")

    async with history(Cluster(bootstrap_servers), topic, client_id="tests") as past:
        first = [record async for records in last_records(past) for record in records]
        await write(kafka_producer, topic, b"a", b"2")
        then = [record async for records in last_records(past) for record in records]

    assert ([("a", 1)], [("a", 2)]) == ([each[:2] for each in first], [each[:2] for each in then])


async def test_an_empty_topic_has_no_last_record(unique_topic: UniqueTopic, bootstrap_servers: str) -> None:
    assert {} == await read_last_records(Cluster(bootstrap_servers), await unique_topic(), client_id="tests")
