"""What waits in the outbox, as every process of the service sees it, whichever of them relays."""

from time import monotonic

from shared.observability import metrics
from shared.outbox import backlog_store
from shared.periodic import repeat
from shared.postgres.database import Database

LOOK_SECONDS = 5


class Backlog:
    """Looks at the first row now and then: a relay that works sends it within moments, so another one is first soon."""

    def __init__(self, *, database: Database, service: str) -> None:
        """Take the database; nothing is known before the first look."""
        self._database = database
        self._service = service
        self.refused = 0
        """How many rows were set aside, as of the last look."""
        self._first: int | None = None
        self._since = 0.0

    @property
    def stuck_seconds(self) -> float:
        """For how long the same row has been the first to be sent, as far as this process has seen; 0 for none."""
        return 0.0 if self._first is None else monotonic() - self._since

    async def watch(self) -> None:
        """Look until cancelled; while the database does not answer, what was seen last stands."""
        await repeat(self.look, every=LOOK_SECONDS, failed="backlog_not_seen")

    async def look(self) -> None:
        """Take note of the first row, and of refused ones; raises the database's errors."""
        async with self._database.autocommit(wakes=False) as connection:
            oldest = await backlog_store.oldest_row(connection)
            self.refused = await backlog_store.count_refused(connection)
        if oldest is None or oldest.id != self._first:
            self._since = monotonic()
        self._first = oldest and oldest.id
        metrics.OUTBOX_REFUSED.labels(self._service).set(self.refused)
        metrics.OUTBOX_OLDEST.labels(self._service).set(oldest.age_seconds if oldest else 0)
