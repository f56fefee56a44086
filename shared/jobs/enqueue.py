"""Asking for a job, in the transaction that is its cause: it is committed with it, or never was."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from shared.jobs.kind import Kind
from shared.postgres.database import Tx
from shared.postgres.rows import columns, one_row

A = TypeVar("A")


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRow:
    """A job to be, for a statement that writes it beside an entity."""

    kind: str
    key: str
    arguments: Any
    most_attempts: int


def job_row(kind: Kind[A], arguments: A, *, key: str) -> JobRow:
    """Return the row that asks for a job."""
    return JobRow(kind=kind.name, key=key, arguments=arguments, most_attempts=kind.most_attempts)


def insert_job(*, first: int, changed: str, key: str) -> str:
    """Return the statement that asks for a job where ``changed`` (a CTE) has the entity that is named by its key.

    Its parameters are counted from ``first`` and come from ``values(JobRow, row)``.
    """
    return f"""
        INSERT INTO jobs ({columns(JobRow)}, due_at, run_at)
        SELECT {columns(JobRow, prefix="asked.")}, now(), now()
        FROM {one_row(JobRow, first=first, alias="asked")}
        JOIN {changed} ON {changed}.{key}::text = asked.key
        ON CONFLICT ON CONSTRAINT jobs_kind_and_key_are_unique DO NOTHING
        """


async def enqueue(tx: Tx, kind: Kind[A], arguments: A, *, key: str | None = None) -> bool:
    """Ask for a job to run as soon as the transaction is committed.

    False where one of this kind was ever asked for under the same ``key``, whatever became of it: nothing is changed.
    Without a key it is always asked for.
    """
    enqueued = await tx.fetchval(
        """
        INSERT INTO jobs (kind, key, arguments, most_attempts, due_at, run_at)
        VALUES ($1, coalesce($2, gen_random_uuid()::text), $3::jsonb, $4, now(), now())
        ON CONFLICT ON CONSTRAINT jobs_kind_and_key_are_unique DO NOTHING
        RETURNING true
        """,
        kind.name,
        key,
        arguments,
        kind.most_attempts,
    )
    return bool(enqueued)


async def set_timer(tx: Tx, kind: Kind[A], arguments: A, *, key: str, at: datetime) -> None:
    """Have one job of this kind and key run at a moment of the database's clock, or at once where it has passed.

    Setting it again moves it. One that fired fires again for another moment, and not for the one it fired for.
    """
    await tx.execute(
        """
        INSERT INTO jobs (kind, key, arguments, most_attempts, due_at, run_at)
        VALUES ($1, $2, $3::jsonb, $4, $5, $5)
        ON CONFLICT ON CONSTRAINT jobs_kind_and_key_are_unique DO UPDATE
            SET arguments = excluded.arguments,
                most_attempts = excluded.most_attempts,
                due_at = excluded.due_at,
                run_at = excluded.run_at,
                state = 'waiting',
                attempts = 0,
                -- A run under way for the old moment has lost its lease: what it does in a transaction is undone.
                lease = NULL,
                heartbeat_at = NULL,
                last_error = NULL,
                ended_at = NULL
            WHERE jobs.due_at <> excluded.due_at
        """,
        kind.name,
        key,
        arguments,
        kind.most_attempts,
        at,
    )


async def enqueue_at_pace(tx: Tx, kind: Kind[A], arguments: A, *, key: str, every: timedelta) -> None:
    """Ask for a job that runs at once, but no sooner than ``every`` after the one before it under the same ``key``.

    One that waits does for all that ask for it until it runs. It has to call ``Running.finish`` before it reads what it
    is to do: who asks meanwhile waits for its end, so that nothing is asked for and not done.
    """
    await tx.execute(
        """
        INSERT INTO jobs (kind, key, arguments, most_attempts, due_at, run_at)
        VALUES ($1, $2, $3::jsonb, $4, now(), now())
        ON CONFLICT ON CONSTRAINT jobs_kind_and_key_are_unique DO UPDATE
            SET arguments = excluded.arguments,
                most_attempts = excluded.most_attempts,
                due_at = now(),
                run_at = greatest(now(), jobs.ended_at + $5),
                state = 'waiting',
                attempts = 0,
                last_error = NULL,
                ended_at = NULL
            WHERE jobs.state IN ('done', 'dead')
        """,
        kind.name,
        key,
        arguments,
        kind.most_attempts,
        every,
    )


async def drop_timer(tx: Tx, kind: Kind[Any], *, key: str) -> bool:
    """Have a timer not fire; False where there is none that waits."""
    dropped = await tx.fetchval(
        "DELETE FROM jobs WHERE kind = $1 AND key = $2 AND state = 'waiting' RETURNING true", kind.name, key
    )
    return bool(dropped)


async def was_asked_for(tx: Tx, kind: Kind[Any], *, key: str) -> bool:
    """Tell whether there was ever a job of this kind and key, or is a timer of it."""
    found = await tx.fetchval("SELECT EXISTS (SELECT FROM jobs WHERE kind = $1 AND key = $2)", kind.name, key)
    return bool(found)
