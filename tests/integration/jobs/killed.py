"""A worker as a process of its own that takes a job, says so and never ends it: ``python -m … <address>``."""

import asyncio
import sys

from shared.jobs.running import Handler, Running
from shared.jobs.worker import Worker
from shared.postgres.database import Database
from tests.integration.jobs.working import NOTE, Note


async def hold(_: Running, note: Note) -> None:
    """Say that the job has begun, and wait to be killed."""
    sys.stderr.write(f"begun {note.text}\n")
    sys.stderr.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    handlers = [Handler(kind=NOTE, run=hold)]
    asyncio.run(Worker(database=Database(sys.argv[1]), handlers=handlers, service="killed").run())
