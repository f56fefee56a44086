"""What readers of a table's topic know of each row, so that only what they do not know is told."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from shared.contracts.stream import Stream
from shared.kafka.cluster import Cluster
from shared.kafka.history import History, history
from shared.kafka.last_records import last_records
from shared.postgres.database import Tx
from shared.rebuild import published_store
from shared.rebuild.projection import RebuildRefused


class Published:
    """The last record of each key, on the topic or still in the outbox, kept in the schema of the rebuild.

    A row of the outbox is deleted after the broker has acknowledged it, so whatever a table has told is in the outbox
    or on the topic. Hence the order: once nobody writes to the table, the outbox is read, and the topic after it.
    """

    def __init__(self, connection: Tx, past: History) -> None:
        """Take the rebuild's connection; the topic is read from its beginning."""
        self._connection = connection
        self._past = past

    async def read_on(self) -> None:
        """Read the topic up to its end as it is now."""
        async for records in last_records(self._past):
            await published_store.upsert(self._connection, records)

    async def complete(self) -> None:
        """Read what is left, and what waits in the outbox; call while nobody can write to the table."""
        await published_store.note_waiting(self._connection, self._past.topic)
        await self.read_on()
        await published_store.upsert_waiting(self._connection)


@asynccontextmanager
async def open_published(
    connection: Tx, stream: Stream[object] | None, cluster: Cluster
) -> AsyncIterator[Published | None]:
    """Open the topic that a table is told on; gives None where it is told on none, and reads nothing."""
    if stream is None:
        yield None
        return
    async with history(cluster, stream.topic, client_id="moisess-rebuild") as past:
        yield Published(connection, past)


async def check_told_topics(connection: Tx, stream: Stream[object] | None) -> None:
    """Refuse where the handler tells what could not be compared: raises ``RebuildRefused``."""
    named = stream.topic if stream else None
    for topic in await published_store.list_told_topics(connection):
        if topic != named:
            raise RebuildRefused(
                f"Le service annonce cette table sur {topic}, que sa projection ne nomme pas : corrigez-la d’abord "
                "(« tells »). La table n’est pas touchée."
            )
