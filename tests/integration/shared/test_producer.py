"""A producer that was let go writes nothing any more, whatever it held: its successor's records are the last."""

import asyncio
from typing import Any

import uvloop
from aiokafka import AIOKafkaProducer

from shared.contracts.programme import LISTINGS
from shared.kafka.cluster import Cluster
from shared.kafka.producer import start_producer, stop_producer
from tests.integration.shared.conftest import Link
from tests.support.eventually import eventually
from tests.support.kafka import records_so_far

TOPIC = LISTINGS.topic
SMALL = b"old"
LARGE = b"old" * 600_000
"""Six of these are more than the buffers between here and a broker take."""

Tasks = set["asyncio.Task[Any]"]


async def test_a_record_that_was_lost_on_its_way_is_not_sent_again(link: Link) -> None:
    address, proxy = link
    before = asyncio.all_tasks()
    first = await started(address)
    proxy.half_open = True
    await hand_over(first, SMALL)
    await eventually(proxy.has_swallowed)

    await stop_producer(first)
    proxy.heal()

    assert {b"new"} == await values_after_a_successor(address, before)


async def test_a_record_that_lies_in_buffers_is_not_delivered_later(link: Link) -> None:
    address, proxy = link
    before = asyncio.all_tasks()
    first = await started(address)
    proxy.stall()
    await hand_over(first, LARGE)
    await eventually(lambda: fills_the_buffers(first))

    await stop_producer(first)
    proxy.heal()

    assert {b"new"} == await values_after_a_successor(address, before)


async def test_a_record_that_still_waits_for_a_connection_is_not_sent(link: Link) -> None:
    address, proxy = link
    before = asyncio.all_tasks()
    first = await started(address)
    proxy.half_open = True
    proxy.reset()
    await hand_over(first, SMALL)

    await stop_producer(first)
    proxy.heal()

    assert {b"new"} == await values_after_a_successor(address, before)


async def test_on_the_loop_that_services_use_it_ends_without_a_fault(link: Link) -> None:
    address, _ = link

    assert 1 == await asyncio.to_thread(uvloop.run, tasks_after_a_producer(address))


async def tasks_after_a_producer(address: str) -> int:
    """Let go a producer that still has something to send; returns how many tasks there are, this one included."""
    producer = await started(address)
    await hand_over(producer, SMALL)
    await stop_producer(producer)
    return len(asyncio.all_tasks())


async def started(address: str) -> AIOKafkaProducer:
    producer = await start_producer(Cluster(address), client_id="first")
    await producer.send_and_wait(TOPIC, b"new", key=b"connected")
    return producer


async def hand_over(producer: AIOKafkaProducer, value: bytes) -> None:
    """Give the producer a record for each partition, which go in one request."""
    for partition in await producer.partitions_for(TOPIC):
        await producer.send(TOPIC, value, key=b"one", partition=partition)


async def values_after_a_successor(address: str, before: Tasks) -> set[bytes | None]:
    """Let a successor write, wait until nothing of the first is left, and return what the topic holds."""
    second = await start_producer(Cluster(address), client_id="second")
    await second.send_and_wait(TOPIC, b"new", key=b"one")
    await stop_producer(second)

    async def nothing_is_left() -> bool:
        left = {task for task in asyncio.all_tasks() - before if not task.done()}
        assert left <= {asyncio.current_task()}, left
        return True

    await eventually(nothing_is_left, within=30)
    return {record.value for record in await records_so_far(address, TOPIC)}


async def fills_the_buffers(producer: AIOKafkaProducer) -> bool:
    connections = producer.client._conns.values()  # noqa: SLF001
    return any(each._writer.transport.get_write_buffer_size() > 0 for each in connections if each._writer)  # noqa: SLF001
