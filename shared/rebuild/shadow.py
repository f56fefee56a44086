"""A second copy of the table, filled by the service's own handler, which does not know where it writes."""

import asyncio
from collections.abc import Sequence
from typing import Generic, TypeVar
from urllib.parse import urlsplit, urlunsplit

import structlog

from shared.errors import InvalidMessage
from shared.kafka.batches import waits_out
from shared.kafka.history import Record
from shared.kafka.isolation import find_culprits
from shared.kafka.records import Received, latest_by_key, read
from shared.postgres.database import Database
from shared.rebuild.projection import Projection
from shared.rebuild.waves import waves

T = TypeVar("T")

LANES = 4
"""An entity is always in the same one, so its states keep their order; while one is written, the next is made ready."""

log = structlog.get_logger(__name__)


class Shadow(Generic[T]):
    """Takes records into the shadow table."""

    def __init__(self, projection: Projection[T], database_url: str) -> None:
        """Keep the address; nothing is connected yet."""
        self.records = 0
        self.refused = 0
        """Records that the live consumer did not set aside and this code cannot store."""
        self.latest_refused: dict[str, Received[T]] = {}
        """Of each key with such records, the one of the highest version; a higher one may have been stored."""
        self._subscription = projection.subscription
        # Only the shadow is on the path: a handler that writes to another table fails instead of reaching the real one.
        self._database = Database(_on_path(database_url, "rebuild"), max_size=LANES, application_name="moisess-rebuild")

    async def take(self, records: Sequence[Record], set_aside: frozenset[tuple[int, int]]) -> None:
        """Apply records as the consumer would, those apart that it set aside or will."""
        self.records += len(records)
        lanes: list[list[Record]] = [[] for _ in range(LANES)]
        for record in records:
            lanes[hash(record.key) % LANES].append(record)
        await asyncio.gather(*(self._take_lane(lane, set_aside) for lane in lanes))

    async def close(self) -> None:
        """Let the connections go."""
        await self._database.close()

    async def _take_lane(self, records: Sequence[Record], set_aside: frozenset[tuple[int, int]]) -> None:
        readable: list[Received[T]] = []
        for record in records:
            if (record.partition, record.offset) in set_aside:
                continue
            try:
                readable.append(read(self._subscription.stream, record))
            except InvalidMessage as error:
                log.info("unreadable_record_left_out", offset=record.offset, error_class=error.error_class)
        for wave in waves(readable):
            await self._store(wave)

    async def _store(self, wave: Sequence[Received[T]]) -> None:
        while wave:
            try:
                async with self._database.transaction() as tx:
                    await self._subscription.handle(tx, wave)
            except Exception as error:
                if waits_out(error):
                    raise
                culprits = await find_culprits(self._database, self._subscription, wave)
                refused = {id(letter.record) for letter in culprits}
                self._note_refused([item for item in wave if id(item.record) in refused])
                wave = [item for item in wave if id(item.record) not in refused]
            else:
                return

    def _note_refused(self, refused: Sequence[Received[T]]) -> None:
        self.refused += len(refused)
        latest = latest_by_key([*self.latest_refused.values(), *refused])
        self.latest_refused = {item.key: item for item in latest}


def _on_path(url: str, schema: str) -> str:
    parts = urlsplit(url)
    query = f"{parts.query}&" if parts.query else ""
    return urlunsplit(parts._replace(query=f"{query}search_path={schema}"))
