"""Jobs that note that they ran, and workers to run them."""

from dataclasses import dataclass, field

from shared.jobs.administration_store import JobRow, list_jobs
from shared.jobs.kind import Kind
from shared.jobs.running import Handler, Running
from shared.jobs.worker import Worker
from shared.postgres.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What the job writes down."""

    text: str


NOTE = Kind(name="note", arguments=Note, most_attempts=3)


@dataclass(slots=True)
class Notebook:
    """Notes what ran, and fails with what it is told to."""

    notes: list[str] = field(default_factory=list)
    failure: Exception | None = None

    async def run(self, _: Running, note: Note) -> None:
        """Write the note down."""
        self.notes.append(note.text)
        if self.failure:
            raise self.failure

    def worker(self, database: Database) -> Worker:
        """Return a worker that keeps this notebook."""
        return Worker(database=database, handlers=[Handler(kind=NOTE, run=self.run)], service="tests")


async def all_jobs(database: Database) -> list[JobRow]:
    """Return every job there is, done ones first."""
    async with database.transaction(readonly=True) as tx:
        done = await list_jobs(tx, state="done", limit=100)
        return done + await list_jobs(tx, state=None, limit=100)


async def only_job(database: Database) -> JobRow:
    """Return the one job there is."""
    [job] = await all_jobs(database)
    return job


async def worker_vanished(database: Database) -> None:
    """Let a long time pass since the last heartbeat."""
    async with database.transaction() as tx:
        await tx.execute("UPDATE jobs SET heartbeat_at = heartbeat_at - interval '1 day' WHERE state = 'running'")
