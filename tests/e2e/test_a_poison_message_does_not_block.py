"""A record that nobody can read ends in the dead letters of its reader, and what comes after it goes on."""

import pytest
from aiokafka import AIOKafkaProducer

from deploy.kafka.declared import declared
from moisess.demo.platform import Platform
from shared.kafka.dead_letters import dead_letter_topic
from tests.e2e.steps import listed, submit
from tests.support.eventually import eventually
from tests.support.kafka import Record, records_so_far

HEARD = [(topic.name, group) for topic in declared() for group in topic.consumers]

POISON: list[tuple[bytes | None, list[tuple[str, bytes | None]]]] = [
    (None, []),
    (b"{}", [("x", None)]),
    (b"{}", [("x", b"\xff")]),
    (b"{not json", []),
    (b'{"version": "no"}', []),
    (b"x" * 1_000_000, []),
]


@pytest.mark.parametrize(("topic", "group"), HEARD)
async def test_every_reader_sets_every_kind_of_poison_aside(
    platform: Platform, kafka_producer: AIOKafkaProducer, bootstrap_servers: str, topic: str, group: str
) -> None:
    marker = f"poison-{group}".encode()
    for value, headers in POISON:
        await kafka_producer.send_and_wait(topic, value, key=marker, headers=headers)

    async def set_aside() -> list[Record]:
        letters = await records_so_far(bootstrap_servers, dead_letter_topic(topic, group))
        own = [letter for letter in letters if letter.key == marker]
        return own if len(own) >= len(POISON) else []

    letters = await eventually(set_aside, within=30, every=0.2)
    assert sorted(repr(value) for value, _ in POISON) == sorted(repr(letter.value) for letter in letters)
    await listed(platform, await submit(platform, title="Après le message illisible"))
