"""SQL of what co-organisers were asked."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.submission.teams.co_organisers.rules import MOST_TIMES, Answer, Asked
from shared.postgres.database import Tx
from shared.postgres.rows import columns

COLUMNS = columns(Asked)
OPEN = "answer IS NULL AND asked_at > $2::timestamptz"
FIND = f"SELECT {COLUMNS} FROM co_organisers_asked WHERE token_sha256 = $1 AND {OPEN}"
LIST = f"SELECT {COLUMNS} FROM co_organisers_asked WHERE manifestation_id = $1"
ANSWER = f"""
    UPDATE co_organisers_asked
    SET answer = $3, answered_at = $4, token_sha256 = NULL, email = NULL
    WHERE token_sha256 = $1 AND {OPEN}
    RETURNING {COLUMNS}
    """
UPSERT = """
    INSERT INTO co_organisers_asked (manifestation_id, name, asked_id, token_sha256, email, asked_by, asked_at)
    VALUES ($1, $2, gen_random_uuid(), $3, $4, $5, $6)
    ON CONFLICT (manifestation_id, name) DO UPDATE
        SET asked_id = excluded.asked_id,
            token_sha256 = excluded.token_sha256,
            email = excluded.email,
            asked_by = excluded.asked_by,
            asked_at = excluded.asked_at,
            times = co_organisers_asked.times + 1,
            answer = NULL,
            answered_at = NULL
        WHERE co_organisers_asked.answer IS DISTINCT FROM 'yes' AND co_organisers_asked.times < $7
    RETURNING asked_id
    """
OF_PERSON = "answer IS NULL AND (asked_by = $1 OR lower(email) = lower($2))"


async def upsert_asked(
    tx: Tx, manifestation_id: UUID, name: str, token_sha256: bytes, *, email: str, asked_by: UUID, asked_at: datetime
) -> UUID | None:
    """Write that one is asked and return its identifier; None where it has said yes, or was asked often enough."""
    written: UUID | None = await tx.fetchval(
        UPSERT, manifestation_id, name, token_sha256, email, asked_by, asked_at, MOST_TIMES
    )
    return written


async def find_asked(tx: Tx, token_sha256: bytes, *, since: datetime) -> Asked | None:
    """Return one that was asked after a moment and can be answered."""
    row = await tx.fetchrow(FIND, token_sha256, since)
    return msgspec.convert(dict(row), Asked) if row else None


async def answer_asked(tx: Tx, token_sha256: bytes, answer: Answer, *, since: datetime, now: datetime) -> Asked | None:
    """Write an answer and return what was asked; None where it cannot be answered, or was."""
    row = await tx.fetchrow(ANSWER, token_sha256, since, answer, now)
    return msgspec.convert(dict(row), Asked) if row else None


async def list_asked(tx: Tx, manifestation_id: UUID) -> list[Asked]:
    """List those of a manifestation, names that it has no more among them."""
    return [msgspec.convert(dict(row), Asked) for row in await tx.fetch(LIST, manifestation_id)]


async def forget_addresses(tx: Tx) -> None:
    """Forget addresses of whoever did not answer."""
    await tx.execute(
        """
        UPDATE co_organisers_asked
        SET token_sha256 = NULL, email = NULL
        WHERE token_sha256 IS NOT NULL AND asked_at < now() - interval '30 days'
        """
    )


async def list_asked_of(tx: Tx, account_id: UUID, email: str | None) -> list[Asked]:
    """List those that wait for an answer and that a person asked, or was asked by."""
    rows = await tx.fetch(
        f"SELECT {COLUMNS} FROM co_organisers_asked WHERE {OF_PERSON} ORDER BY asked_at", account_id, email
    )
    return [msgspec.convert(dict(row), Asked) for row in rows]


async def delete_asked_of(tx: Tx, account_id: UUID, email: str | None) -> list[UUID]:
    """Delete those, and return which."""
    rows = await tx.fetch(f"DELETE FROM co_organisers_asked WHERE {OF_PERSON} RETURNING asked_id", account_id, email)
    return [row["asked_id"] for row in rows]
