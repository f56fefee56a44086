"""How a run keeps its job: by a heartbeat, and no longer than the database can know of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from shared.jobs import store
from shared.jobs.running import Running

LEASE_SECONDS = 60.0
BEATS = 4
"""In the time of a lease."""
CANCEL_AGAIN_SECONDS = 1.0

log = structlog.get_logger(__name__)


@asynccontextmanager
async def kept_alive(job: Running, *, lease_seconds: float) -> AsyncIterator[asyncio.Timeout]:
    """Give a time limit that each heartbeat moves; it is over as soon as the job is another run's.

    Counted from before a heartbeat is sent, so that a run ends before another can begin.
    """
    async with asyncio.timeout(lease_seconds) as lease:
        heart = asyncio.create_task(_beat(job, lease, lease_seconds))
        try:
            yield lease
        finally:
            # Its last statement holds a connection of the pool; a client's own time-out may swallow a cancellation.
            while not heart.done():
                heart.cancel()
                await asyncio.wait({heart}, timeout=CANCEL_AGAIN_SECONDS)


async def _beat(job: Running, lease: asyncio.Timeout, lease_seconds: float) -> None:
    clock = asyncio.get_running_loop()
    while not lease.expired():
        await asyncio.sleep(lease_seconds / BEATS)
        sent = clock.time()
        try:
            async with job.database.autocommit(wakes=False) as connection:
                kept = await store.beat(connection, job.claimed)
        except Exception as error:  # noqa: BLE001  the lease says for how long this can be borne
            log.warning("heartbeat_failed", job_id=job.claimed.job_id, error=repr(error))
            continue
        if lease.expired():
            return
        lease.reschedule(sent + lease_seconds if kept or job.finished else sent)
