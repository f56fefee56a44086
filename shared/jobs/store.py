"""The workers' statements. Every moment is the database's: workers need not agree on the time."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from shared.postgres.database import Tx

BACKOFF = "make_interval(secs => least(3600, 5 * 2 ^ least(attempts, 20)) * (0.8 + 0.4 * random()))"
"""10 s after the first failure, twice as long after each further one, an hour at most; jobs that failed together do not
come back together."""
DONE_DAYS = 1100
"""For how long a key says that its job was done; as long as internal topics remember the cause."""


class Claimed(NamedTuple):
    """A job and the lease under which one run of it is done."""

    job_id: int
    kind: str
    key: str
    arguments: Any
    attempts: int
    most_attempts: int
    lease: UUID


class Ended(NamedTuple):
    """What became of a run that did not finish its job."""

    job_id: int
    kind: str
    state: str


async def claim(tx: Tx, kinds: Sequence[str]) -> Claimed | None:
    """Take the job that has been due longest, None where none of these kinds is."""
    row = await tx.fetchrow(
        """
        UPDATE jobs
        SET state = 'running', lease = gen_random_uuid(), heartbeat_at = now(), attempts = attempts + 1
        WHERE job_id = (
            SELECT job_id
            FROM jobs
            WHERE state = 'waiting' AND run_at <= now() AND kind = ANY($1::text[])
            ORDER BY run_at, job_id
            LIMIT 1
            FOR UPDATE SKIP LOCKED
        )
        RETURNING job_id, kind, key, arguments, attempts, most_attempts, lease
        """,
        kinds,
    )
    return Claimed(*row) if row else None


async def beat(tx: Tx, job: Claimed) -> bool:
    """Say that the run is alive; False where the job is no longer this run's."""
    beaten = await tx.fetchval(
        "UPDATE jobs SET heartbeat_at = now() WHERE job_id = $1 AND lease = $2 RETURNING true", job.job_id, job.lease
    )
    return bool(beaten)


async def finish(tx: Tx, job: Claimed) -> bool:
    """Mark the job done; False where it is no longer this run's."""
    finished = await tx.fetchval(
        """
        UPDATE jobs
        SET state = 'done', ended_at = now(), lease = NULL, heartbeat_at = NULL, last_error = NULL
        WHERE job_id = $1 AND lease = $2
        RETURNING true
        """,
        job.job_id,
        job.lease,
    )
    return bool(finished)


async def fail(tx: Tx, job: Claimed, *, error: str, for_good: bool) -> str | None:
    """Have the job tried again later, or dead; return its state, None where it is no longer this run's."""
    state = await tx.fetchval(
        f"""
        UPDATE jobs
        SET state = CASE WHEN $4 OR attempts >= most_attempts THEN 'dead' ELSE 'waiting' END,
            ended_at = CASE WHEN $4 OR attempts >= most_attempts THEN now() END,
            run_at = now() + {BACKOFF},
            lease = NULL,
            heartbeat_at = NULL,
            last_error = $3
        WHERE job_id = $1 AND lease = $2
        RETURNING state
        """,
        job.job_id,
        job.lease,
        error,
        for_good,
    )
    return str(state) if state else None


async def release(tx: Tx, job: Claimed) -> None:
    """Put the job back as if it had not been taken: the process was told to end."""
    await tx.execute(
        """
        UPDATE jobs
        SET state = 'waiting', attempts = attempts - 1, lease = NULL, heartbeat_at = NULL
        WHERE job_id = $1 AND lease = $2
        """,
        job.job_id,
        job.lease,
    )


async def recover(tx: Tx, *, lease_seconds: float) -> list[Ended]:
    """Take back what is run by nobody any more: it is tried again, or dead where it was the last attempt.

    The attempt counts: a job that kills its worker must not do so for ever.
    """
    rows = await tx.fetch(
        f"""
        UPDATE jobs
        SET state = CASE WHEN attempts >= most_attempts THEN 'dead' ELSE 'waiting' END,
            ended_at = CASE WHEN attempts >= most_attempts THEN now() END,
            run_at = CASE WHEN attempts = 1 THEN now() ELSE now() + {BACKOFF} END,
            lease = NULL,
            heartbeat_at = NULL,
            last_error = 'no sign of life from its worker'
        WHERE state = 'running' AND heartbeat_at < now() - make_interval(secs => $1)
        RETURNING job_id, kind, state
        """,
        lease_seconds,
    )
    return [Ended(*row) for row in rows]


async def forget(tx: Tx) -> None:
    """Delete jobs that were done long ago; dead ones stay until somebody decides."""
    await tx.execute(
        "DELETE FROM jobs WHERE state = 'done' AND ended_at < now() - make_interval(days => $1)", DONE_DAYS
    )
