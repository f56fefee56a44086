"""The SQL statements of who works at a desk: names, and who has which dossier open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.eligibility.desk.store.queue_sql import READ_MINUTES
from shared.postgres.database import Tx

FREE = f"reader.read_at < now() - make_interval(mins => {READ_MINUTES})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Whoever has a dossier open."""

    account_id: str
    since: datetime


async def save_name(tx: Tx, *, account_id: str, name: str, at: datetime) -> None:
    """Remember how somebody is called, at most once an hour, and forget whoever's account is gone."""
    saved = await tx.fetchval(
        """
        INSERT INTO desk_people AS known (account_id, name, seen_at)
        VALUES ($1, $2, $3)
        ON CONFLICT (account_id) DO UPDATE SET name = excluded.name, seen_at = excluded.seen_at
            WHERE known.name <> excluded.name OR known.seen_at < excluded.seen_at - interval '1 hour'
        RETURNING true
        """,
        account_id,
        name,
        at,
    )
    if saved:
        await tx.execute(
            """
            DELETE FROM desk_people
            USING known_accounts AS known
            WHERE known.gone AND known.account_id::text = desk_people.account_id
            """
        )


async def list_names(tx: Tx, account_ids: Sequence[str]) -> dict[str, str]:
    """Return how these are called, as far as they have ever come to a desk."""
    rows = await tx.fetch("SELECT account_id, name FROM desk_people WHERE account_id = ANY($1::text[])", account_ids)
    return {row["account_id"]: row["name"] for row in rows}


async def read_on(tx: Tx, manifestation_id: UUID, *, account_id: str) -> Reader:
    """Have somebody read a dossier, unless another one still does; returns who does."""
    [row] = await tx.fetch(
        f"""
        INSERT INTO desk_readers AS reader (manifestation_id, account_id, since, read_at)
        VALUES ($1, $2, now(), now())
        ON CONFLICT (manifestation_id) DO UPDATE
            SET account_id = CASE WHEN {FREE} THEN excluded.account_id ELSE reader.account_id END,
                since = CASE
                    WHEN reader.account_id <> excluded.account_id AND {FREE} THEN now() ELSE reader.since
                END,
                read_at = CASE
                    WHEN reader.account_id = excluded.account_id OR {FREE} THEN now() ELSE reader.read_at
                END
        RETURNING account_id, since
        """,
        manifestation_id,
        account_id,
    )
    return Reader(account_id=row["account_id"], since=row["since"])


async def put_down(tx: Tx, manifestation_id: UUID, *, account_id: str) -> None:
    """Have somebody read a dossier no more."""
    await tx.execute(
        "DELETE FROM desk_readers WHERE manifestation_id = $1 AND account_id = $2", manifestation_id, account_id
    )
