"""The worker of one process: some jobs at a time, whatever other workers of the service do."""

import asyncio
from collections.abc import Sequence
from typing import Any

import msgspec
import structlog

from shared.jobs import store
from shared.jobs.lease import LEASE_SECONDS, kept_alive
from shared.jobs.running import GiveUp, Handler, Running
from shared.observability import metrics
from shared.observability.redaction import blanked
from shared.postgres.database import Database

SLOTS = 4
POLL_SECONDS = 1.0
FIRST_BACKOFF_SECONDS = 0.1
LONGEST_BACKOFF_SECONDS = 5.0

log = structlog.get_logger(__name__)


class Worker:
    """Runs the jobs of the kinds that it has handlers for."""

    def __init__(
        self,
        *,
        database: Database,
        handlers: Sequence[Handler[Any]],
        service: str,
        lease_seconds: float = LEASE_SECONDS,
        poll_seconds: float = POLL_SECONDS,
    ) -> None:
        """Take the database; ``lease_seconds`` is for how long a job is its worker's after the last heartbeat."""
        self._database = database
        self._handlers = {handler.kind.name: handler for handler in handlers}
        if len(self._handlers) != len(handlers):
            raise ValueError("two handlers have kinds of one name")
        self._service = service
        self._lease_seconds = lease_seconds
        self._poll_seconds = poll_seconds
        self._woken = asyncio.Event()
        metrics.begin_jobs(service, tuple(self._handlers))

    def wake(self) -> None:
        """Look for jobs now instead of at the next poll; call after a commit in this process."""
        self._woken.set()

    async def run(self) -> None:
        """Run jobs until cancelled; jobs under way are then put back."""
        async with asyncio.TaskGroup() as slots:
            for _ in range(SLOTS):
                slots.create_task(self._work())

    async def _work(self) -> None:
        backoff = FIRST_BACKOFF_SECONDS
        while True:
            self._woken.clear()
            try:
                found = await self.run_one()
            except Exception as error:  # noqa: BLE001  the loop outlives every outage; what it held is recovered
                log.warning("jobs_interrupted", error=repr(error), backoff_seconds=backoff)
                await asyncio.sleep(backoff)
                backoff = min(backoff * 2, LONGEST_BACKOFF_SECONDS)
                continue
            backoff = FIRST_BACKOFF_SECONDS
            if not found:
                await self._wait()

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(self._poll_seconds):
                await self._woken.wait()
        except TimeoutError:
            return

    async def run_one(self) -> bool:
        """Run the job that is due, if there is one; raises the database's errors."""
        async with self._database.autocommit(wakes=False) as connection:
            claimed = await store.claim(connection, list(self._handlers))
        if claimed is None:
            return False
        log.info("job_begun", job_id=claimed.job_id, kind=claimed.kind, attempt=claimed.attempts)
        job = Running(claimed=claimed, database=self._database)
        try:
            outcome = await self._outcome(job)
        except asyncio.CancelledError:
            await self._release(job)
            raise
        metrics.JOBS.labels(self._service, claimed.kind, outcome).inc()
        return True

    async def _outcome(self, job: Running) -> str:
        """Run the job and store what became of it."""
        handler = self._handlers[job.claimed.kind]
        try:
            async with kept_alive(job, lease_seconds=self._lease_seconds) as lease:
                try:
                    arguments = msgspec.convert(job.claimed.arguments, handler.kind.arguments)
                    async with asyncio.timeout(handler.kind.seconds):
                        await handler.run(job, arguments)
                except Exception as error:
                    # What the lease's end interrupts is no failure of the work, and not this run's to store.
                    if lease.expired():
                        raise
                    return await self._failed(job, error)
                return await self._done(job)
        except TimeoutError:
            if not lease.expired():
                raise
            return _lost(job)

    async def _done(self, job: Running) -> str:
        if not job.finished:
            async with self._database.autocommit(wakes=False) as connection:
                if not await store.finish(connection, job.claimed):
                    return _lost(job)
        log.info("job_done", job_id=job.claimed.job_id, kind=job.claimed.kind)
        return "done"

    async def _failed(self, job: Running, error: Exception) -> str:
        for_good = isinstance(error, GiveUp | msgspec.ValidationError)
        said = blanked(str(error) if isinstance(error, GiveUp) else f"{type(error).__name__}: {error}")
        async with self._database.autocommit(wakes=False) as connection:
            state = await store.fail(connection, job.claimed, error=said, for_good=for_good)
        if state is None:
            return _lost(job)
        dead = state == "dead"
        say = log.error if dead else log.warning
        say("job_dead" if dead else "job_failed", job_id=job.claimed.job_id, kind=job.claimed.kind, error=said)
        return "dead" if dead else "failed"

    async def _release(self, job: Running) -> None:
        try:
            async with self._database.autocommit(wakes=False) as connection:
                await store.release(connection, job.claimed)
        except Exception as error:  # noqa: BLE001  whoever looks after abandoned jobs finds it
            log.warning("job_not_released", job_id=job.claimed.job_id, error=repr(error))


def _lost(job: Running) -> str:
    log.warning("job_lease_lost", job_id=job.claimed.job_id, kind=job.claimed.kind)
    return "lost"
