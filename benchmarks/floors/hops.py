"""The chain without a framework: raw asyncpg and aiokafka, one statement a hop, the relay woken in the same process.

``hops <database> <broker> write <topic> <per second> <seconds>`` is the first service, and
``hops <database> <broker> pass <topic> <topic>`` one that hears the one topic and tells the other.
"""

import asyncio
import json
import sys
from collections.abc import Sequence
from itertools import cycle
from uuid import uuid4

import asyncpg
import msgspec
import uvloop
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from benchmarks.bodies import sample
from benchmarks.client import at_rate, run_up
from benchmarks.floors.tables import FORWARD, WRITE

BATCH = 1000
MAX_RECORDS = 500
WAIT_MS = 1000
CONNECTIONS = 10


async def relay(url: str, bootstrap_servers: str, woken: asyncio.Event) -> None:
    """Send what waits and delete what was acknowledged."""
    connection = await asyncpg.connect(url)
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap_servers, acks="all", enable_idempotence=True)
    await producer.start()
    while True:
        await woken.wait()
        woken.clear()
        while rows := await connection.fetch("SELECT id, topic, key, payload FROM outbox ORDER BY id LIMIT $1", BATCH):
            sent = [await producer.send(row["topic"], key=row["key"].encode(), value=row["payload"]) for row in rows]
            await asyncio.gather(*sent)
            await connection.execute("DELETE FROM outbox WHERE id = ANY($1)", [row["id"] for row in rows])


async def write(url: str, bootstrap_servers: str, topic: str, per_second: float, seconds: float) -> None:
    """Commit at a rate, each in one statement."""
    woken = asyncio.Event()
    relaying = asyncio.create_task(relay(url, bootstrap_servers, woken))
    bodies = cycle([json.dumps(record, ensure_ascii=False).encode() for record in sample()])
    async with asyncpg.create_pool(url, min_size=CONNECTIONS, max_size=CONNECTIONS, reset=_as_it_is) as pool:

        async def one(_: int) -> None:
            body = next(bodies)
            await pool.execute(WRITE, uuid4(), body.decode(), topic, body)
            woken.set()

        await run_up(one)
        await at_rate(one, per_second=per_second, seconds=seconds)
        while await pool.fetchval("SELECT count(*) FROM outbox"):  # noqa: ASYNC110  nothing tells of an empty table
            await asyncio.sleep(0.1)
    relaying.cancel()


async def pass_on(url: str, bootstrap_servers: str, heard: str, told: str) -> None:
    """Hear, write and tell, one statement a batch; the offsets are committed afterwards."""
    woken = asyncio.Event()
    relaying = asyncio.create_task(relay(url, bootstrap_servers, woken))
    connection = await asyncpg.connect(url)
    consumer = AIOKafkaConsumer(
        heard,
        bootstrap_servers=bootstrap_servers,
        group_id=f"floor-{heard}",
        enable_auto_commit=False,
        auto_offset_reset="earliest",
    )
    await consumer.start()
    print("ready", flush=True)
    while not relaying.done():
        found = await consumer.getmany(timeout_ms=WAIT_MS, max_records=MAX_RECORDS)
        records = [record for batch in found.values() for record in batch]
        if not records:
            continue
        ends = {partition: batch[-1].offset + 1 for partition, batch in found.items()}
        bodies = [msgspec.json.decode(record.value or b"") for record in records]
        await connection.execute(
            FORWARD,
            [(record.key or b"").decode() for record in records],
            [msgspec.json.encode(body).decode() for body in bodies],
            told,
            [record.value for record in records],
            *_offsets(ends),
        )
        woken.set()
        await consumer.commit(ends)


def _offsets(ends: dict[TopicPartition, int]) -> tuple[Sequence[str], Sequence[int], Sequence[int]]:
    places = list(ends)
    return [place.topic for place in places], [place.partition for place in places], list(ends.values())


async def _as_it_is(_: "asyncpg.Connection[asyncpg.Record]") -> None:
    """Do nothing."""


if __name__ == "__main__":
    url, broker, kind, *rest = sys.argv[1:]
    if kind == "write":
        uvloop.run(write(url, broker, rest[0], float(rest[1]), float(rest[2])))
    else:
        uvloop.run(pass_on(url, broker, *rest))
