"""SQL of the kept answers."""

from dataclasses import dataclass

import asyncpg

from shared.errors import Conflict
from shared.idempotency.repeatable import Answer, Repeatable, RepeatKeyReused, scope_of
from shared.postgres.database import Tx
from shared.postgres.rows import columns, one_row, values


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """A row of ``idempotency_keys``: the answer is known before the work is done, and written with it."""

    scope: str
    key: str
    request_sha256: str
    status: int
    headers: dict[str, str]
    body: bytes


def kept_answer(repeatable: Repeatable, answer: Answer) -> KeptAnswer:
    """Return the row that keeps ``answer``."""
    return KeptAnswer(
        scope=repeatable.scope,
        key=repeatable.key,
        request_sha256=repeatable.request_sha256,
        status=answer.status,
        headers=dict(answer.headers),
        body=answer.body,
    )


def insert_kept_answers(*, first: int = 1) -> str:
    """Return the statement that keeps answers, parameters counted from ``first``, to stand in a CTE with the work.

    It returns nothing where the key is taken: that statement must do nothing then. It waits for a concurrent request
    under the same key to end.
    """
    return f"""
        INSERT INTO idempotency_keys ({columns(KeptAnswer)})
        SELECT {columns(KeptAnswer)}
        FROM {one_row(KeptAnswer, first=first, alias="answered")}
        ON CONFLICT (scope, key) DO NOTHING
        RETURNING scope, key
        """


INSERT = insert_kept_answers()


async def keep_answer(tx: Tx, repeatable: Repeatable, answer: Answer) -> bool:
    """Keep an answer in the transaction of the work; False for a repeat, whose work must not be done.

    Raises ``Conflict`` where the first request takes longer than the database waits for a lock.
    """
    try:
        return bool(await tx.fetch(INSERT, *values(KeptAnswer, kept_answer(repeatable, answer))))
    except asyncpg.LockNotAvailableError as error:
        raise still_at_work() from error


async def find_answer(tx: Tx, repeatable: Repeatable) -> Answer | None:
    """Return what the same request was answered before, if it was; raises ``RepeatKeyReused``."""
    row = await tx.fetchrow(
        "SELECT request_sha256, status, headers, body FROM idempotency_keys WHERE scope = $1 AND key = $2",
        repeatable.scope,
        repeatable.key,
    )
    if row is None:
        return None
    if row["request_sha256"] != repeatable.request_sha256:
        raise RepeatKeyReused(
            "Cette clé d’idempotence accompagne déjà une autre demande : tirez-en une nouvelle pour celle-ci. "
            "Pour répéter la première, renvoyez-la à l’identique."
        )
    headers = {**row["headers"], "Idempotency-Replayed": "true"}
    return Answer(status=row["status"], body=row["body"], headers=headers)


async def get_answer(tx: Tx, repeatable: Repeatable) -> Answer:
    """Return the first answer to a request that is a repeat; raises as ``find_answer`` does."""
    answer = await find_answer(tx, repeatable)
    if answer is None:
        raise Conflict("La première demande avec cette clé n’a pas laissé de réponse : tirez une nouvelle clé.")
    return answer


async def delete_old_answers(tx: Tx) -> None:
    """Forget answers after seven days."""
    await tx.execute("DELETE FROM idempotency_keys WHERE created_at < now() - interval '7 days'")


def still_at_work() -> Conflict:
    """Say that the first request under the same key takes longer than the database waits for a lock."""
    return Conflict(
        "La même demande est encore en cours de traitement : réessayez dans quelques secondes, avec la même clé.",
        retry_after_seconds=2,
    )


async def delete_answers_of(tx: Tx, account_id: str) -> None:
    """Forget what was answered to an account: it shows what the account had sent."""
    await tx.execute("DELETE FROM idempotency_keys WHERE scope = $1", scope_of(account_id))
