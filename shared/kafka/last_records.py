"""The last record of each key of a compacted topic: what its readers believe, once they have caught up."""

from collections.abc import AsyncIterator, Iterable
from typing import NamedTuple

from shared.kafka.cluster import Cluster
from shared.kafka.history import History, Record, history
from shared.kafka.records import VERSION_DIGITS

NO_VERSION = -1


class LastRecord(NamedTuple):
    """What a topic says last of one entity; not always its newest version, where an old one was written after it."""

    key: str
    version: int
    """``NO_VERSION`` where the record names none: any version is newer."""
    removed: bool
    """True where it is a tombstone."""
    partition: int
    offset: int


async def last_records(past: History) -> AsyncIterator[list[LastRecord]]:
    """Read on to the topic's end as it is now; gives a key again where a later part of the topic names it again.

    Raises as ``History.read`` does.
    """
    async for records in past.read(await past.ends()):
        yield list({each.key: each for each in map(_last_record, records) if each is not None}.values())


async def read_last_records(cluster: Cluster, topic: str, *, client_id: str) -> dict[str, LastRecord]:
    """Return the last record of every key, up to the topic's end as it is when the reading begins."""
    last: dict[str, LastRecord] = {}
    async with history(cluster, topic, client_id=client_id) as past:
        async for records in last_records(past):
            last.update((record.key, record) for record in records)
    return last


def _last_record(record: Record) -> LastRecord | None:
    """Return None for what no service of ours writes: without a key that is text, it names no entity."""
    if record.key is None:
        return None
    try:
        key = record.key.decode()
    except UnicodeDecodeError:
        return None
    return LastRecord(
        key=key,
        version=version_in(record.headers),
        removed=record.value is None,
        partition=record.partition,
        offset=record.offset,
    )


def version_in(headers: Iterable[tuple[str, bytes | None]]) -> int:
    """Return the version of the entity that a record's headers name, ``NO_VERSION`` where they name none."""
    text = (dict(headers).get("ce_entityversion") or b"").decode(errors="replace")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= VERSION_DIGITS else NO_VERSION
