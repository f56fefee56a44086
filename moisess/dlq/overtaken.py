"""Which letters would put an old state behind a newer one, on a topic that keeps the last record of each key."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

from deploy.kafka.administration import administration, existing_topics
from moisess.dlq.letters import Letter
from shared.kafka.cluster import Cluster
from shared.kafka.history import history
from shared.kafka.last_records import NO_VERSION, LastRecord, last_records

FindNewer = Callable[[Letter], Awaitable[LastRecord | None]]
Overtaken = tuple[Letter, LastRecord]
"""A letter, and what the topic says of its key since."""


@asynccontextmanager
async def newer_records(cluster: Cluster, topic: str) -> AsyncIterator[FindNewer]:
    """Give a way to ask what has overtaken a letter, as the topic stands at the moment of asking.

    On a topic that is not compacted nothing does: its readers keep the highest version, whatever comes last.
    Raises ``TopicsRefused``, ``KafkaError`` and ``TimeoutError``.
    """
    async with administration(cluster) as admin:
        settings = (await existing_topics(admin))[topic].settings
    if "compact" not in settings.get("cleanup.policy", ""):
        yield _nothing
        return
    last: dict[str, LastRecord] = {}
    async with history(cluster, topic, client_id="moisess-dlq-redrive") as past:

        async def find(letter: Letter) -> LastRecord | None:
            async for records in last_records(past):
                last.update((record.key, record) for record in records)
            known = last.get((letter.key or b"").decode(errors="replace"))
            return known if known and _overtakes(known, letter) else None

        yield find


async def overtaken_among(cluster: Cluster, topic: str, letters: Sequence[Letter]) -> list[Overtaken]:
    """Return the letters that are overtaken, each with what has overtaken it; raises as ``newer_records`` does."""
    async with newer_records(cluster, topic) as find:
        return [(letter, newer) for letter in letters if (newer := await find(letter))]


async def _nothing(_: Letter) -> None:
    return None


def _overtakes(last: LastRecord, letter: Letter) -> bool:
    if (last.partition, last.offset) == (letter.original_partition, letter.original_offset):
        return False
    if NO_VERSION not in (last.version, letter.version) and last.version != letter.version:
        return last.version > letter.version
    elsewhere = letter.original_offset is None or last.partition != letter.original_partition
    return elsewhere or last.offset > (letter.original_offset or 0)
