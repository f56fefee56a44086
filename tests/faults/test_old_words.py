"""An old word comes last on the public topic, as from a relay that wakes up late: healing follows it up."""

from collections import defaultdict

import httpx
from aiokafka import AIOKafkaProducer

from shared.contracts.programme import LISTINGS
from tests.faults.field import Field
from tests.faults.trial import Trial
from tests.support.eventually import eventually
from tests.support.kafka import Record, records_so_far

SEVERAL = 3
HEALED = f'outbox_healed_total{{topic="{LISTINGS.topic}"}}'


async def test_a_removed_page_that_an_old_word_brings_back_is_removed_again(trial: Trial) -> None:
    field = trial.field
    async with trial.load():
        shown = await eventually(lambda: shown_before_removal(field), within=90, every=0.5)
        await say_again(field, list(shown.values()))
        assert shown.keys() <= await not_removed(field)
        [worker] = field.running("programme", "worker")
        worker = await field.restart(worker)
        trial.fault_ended()
        await eventually(lambda: removed_again(field, set(shown)), within=60, every=0.5)
        await trial.acknowledged(1)
    trial.figures["old words"] = len(shown)
    assert await healed(worker.operations_url) >= len(shown)
    await trial.holds()


async def shown_before_removal(field: Field) -> dict[str, Record]:
    """Return, once there are several, the first record of each page that is removed; nobody changes those any more."""
    by_key = await told(field)
    gone = {key: records[0] for key, records in by_key.items() if records[-1].value is None and records[0].value}
    return gone if len(gone) >= SEVERAL else {}


async def say_again(field: Field, records: list[Record]) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=field.bootstrap_servers)
    await producer.start()
    try:
        for record in records:
            await producer.send_and_wait(
                record.topic, record.value, key=record.key, headers=list(record.headers), partition=record.partition
            )
    finally:
        await producer.stop()


async def not_removed(field: Field) -> set[str]:
    return {key for key, records in (await told(field)).items() if records[-1].value is not None}


async def removed_again(field: Field, keys: set[str]) -> bool:
    return not keys & await not_removed(field)


async def told(field: Field) -> dict[str, list[Record]]:
    by_key: dict[str, list[Record]] = defaultdict(list)
    for record in await records_so_far(field.bootstrap_servers, LISTINGS.topic):
        by_key[(record.key or b"").decode(errors="replace")].append(record)
    return by_key


async def healed(url: str) -> float:
    """Return how many records the process says that it told again."""
    async with httpx.AsyncClient() as client:
        lines = (await client.get(f"{url}/metrics")).text.splitlines()
    return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(HEALED))
