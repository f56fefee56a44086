"""The statements of those who look after jobs."""

from datetime import datetime
from typing import Any, Literal, NamedTuple

from shared.postgres.database import Tx

State = Literal["waiting", "running", "done", "dead"]
STATES: tuple[State, ...] = ("waiting", "running", "done", "dead")


class Backlog(NamedTuple):
    """What waits; seconds by the database's clock."""

    dead: int
    oldest_due_seconds: float


class JobRow(NamedTuple):
    """A job as people see it."""

    job_id: int
    kind: str
    key: str
    arguments: Any
    state: str
    attempts: int
    most_attempts: int
    due_at: datetime
    run_at: datetime
    ended_at: datetime | None
    last_error: str | None


async def backlog(tx: Tx) -> Backlog:
    """Count the dead jobs, and tell how late the workers are."""
    [row] = await tx.fetch(
        """
        SELECT
            (SELECT count(*) FROM jobs WHERE state = 'dead'),
            (
                SELECT coalesce(extract(epoch FROM now() - min(run_at)), 0)::float8
                FROM jobs
                WHERE state = 'waiting' AND run_at <= now()
            )
        """
    )
    return Backlog(*row)


async def list_jobs(tx: Tx, *, state: str | None, limit: int) -> list[JobRow]:
    """List jobs: of one state, or those that are not done; dead ones first, then by when they run."""
    rows = await tx.fetch(
        """
        SELECT job_id, kind, key, arguments, state, attempts, most_attempts, due_at, run_at, ended_at, last_error
        FROM jobs
        WHERE CASE WHEN $1::text IS NULL THEN state <> 'done' ELSE state = $1 END
        ORDER BY state = 'dead' DESC, ended_at DESC, run_at, job_id
        LIMIT $2
        """,
        state,
        limit,
    )
    return [JobRow(*row) for row in rows]


async def retry(tx: Tx, job_id: int) -> bool:
    """Have a dead job, or one that waits for its next attempt, run now, all attempts before it; False where not so."""
    retried = await tx.fetchval(
        """
        UPDATE jobs
        SET state = 'waiting', run_at = now(), attempts = 0, ended_at = NULL
        WHERE job_id = $1 AND (state = 'dead' OR (state = 'waiting' AND attempts > 0))
        RETURNING true
        """,
        job_id,
    )
    return bool(retried)


async def drop(tx: Tx, job_id: int) -> JobRow | None:
    """Delete a job that is neither done nor under way, and return it; None where there is none such."""
    row = await tx.fetchrow(
        """
        DELETE FROM jobs
        WHERE job_id = $1 AND state IN ('waiting', 'dead')
        RETURNING job_id, kind, key, arguments, state, attempts, most_attempts, due_at, run_at, ended_at, last_error
        """,
        job_id,
    )
    return JobRow(*row) if row else None
