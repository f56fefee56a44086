"""What is done about jobs now and then: those of dead workers are taken back, old ones forgotten, figures shown."""

from functools import partial

import structlog

from shared.jobs import administration_store, store
from shared.jobs.lease import LEASE_SECONDS
from shared.observability import metrics
from shared.periodic import repeat
from shared.postgres.database import Database

TEND_SECONDS = 10

log = structlog.get_logger(__name__)


async def tend_jobs(database: Database, *, service: str) -> None:
    """Tend until cancelled; every worker may."""
    await repeat(partial(tend_once, database, service=service), every=TEND_SECONDS, failed="jobs_not_tended")


async def tend_once(database: Database, *, service: str, lease_seconds: float = LEASE_SECONDS) -> None:
    """Tend once; raises the database's errors."""
    async with database.transaction() as tx:
        recovered = await store.recover(tx, lease_seconds=lease_seconds)
        await store.forget(tx)
        backlog = await administration_store.backlog(tx)
    for job in recovered:
        metrics.JOBS.labels(service, job.kind, "abandoned").inc()
        log.warning("job_abandoned", job_id=job.job_id, kind=job.kind, state=job.state)
    metrics.JOBS_DEAD.labels(service).set(backlog.dead)
    metrics.JOBS_OLDEST_DUE.labels(service).set(backlog.oldest_due_seconds)
