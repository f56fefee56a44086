"""SQL of sessions: a token needs no row, one that was ended before its time does."""

from datetime import datetime
from uuid import UUID

from shared.postgres.database import Tx


async def get_moment(tx: Tx) -> datetime:
    """Return the present on the one clock by which sessions begin and are ended."""
    moment: datetime = await tx.fetchval("SELECT clock_timestamp()")
    return moment


async def insert_ended_session(tx: Tx, session_id: UUID, account_id: UUID, signed_in_at: datetime) -> bool:
    """Write that a session is over; False where that is known."""
    written = await tx.fetchval(
        """
        INSERT INTO ended_sessions (session_id, account_id, signed_in_at)
        VALUES ($1, $2, $3)
        ON CONFLICT (session_id) DO NOTHING
        RETURNING true
        """,
        session_id,
        account_id,
        signed_in_at,
    )
    return bool(written)


async def delete_old_endings(tx: Tx) -> None:
    """Forget what no token can contradict any more."""
    await tx.execute("DELETE FROM ended_sessions WHERE signed_in_at < now() - interval '25 hours'")
