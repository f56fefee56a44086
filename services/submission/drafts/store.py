"""SQL of drafts, and of forms that were sent by nobody."""

from datetime import timedelta
from typing import Any

import msgspec

from services.submission.drafts.rules import Draft
from shared.postgres.database import Tx
from shared.postgres.rows import columns, one_row, values

COLUMNS = columns(Draft)
FIND = f"SELECT {COLUMNS} FROM drafts WHERE account_id = $1 AND draft_id = $2"
LOCK = f"{FIND} FOR UPDATE"
LIST = f"SELECT {COLUMNS} FROM drafts WHERE account_id = $1 ORDER BY changed_at DESC, draft_id"
LIST_OF_REGION = f"""
    SELECT {COLUMNS}
    FROM drafts
    WHERE edition = $1 AND region_code = $2
    ORDER BY account_id, created_at, draft_id
    """
INSERT = f"""
    INSERT INTO drafts ({COLUMNS})
    SELECT {COLUMNS}
    FROM {one_row(Draft)}
    ON CONFLICT DO NOTHING
    RETURNING true
    """
UPDATE = """
    UPDATE drafts
    SET edition = $3,
        version = $4,
        filled = $5::jsonb,
        changed_at = $6,
        region_code = $7
    WHERE account_id = $1
        AND draft_id = $2
    """


async def find_draft(tx: Tx, account_id: str, draft_id: str) -> Draft | None:
    """Return a draft of an account."""
    row = await tx.fetchrow(FIND, account_id, draft_id)
    return msgspec.convert(dict(row), Draft) if row else None


async def lock_draft(tx: Tx, account_id: str, draft_id: str) -> Draft | None:
    """Return it, and let nobody else change it before this transaction ends."""
    row = await tx.fetchrow(LOCK, account_id, draft_id)
    return msgspec.convert(dict(row), Draft) if row else None


async def list_drafts(tx: Tx, account_id: str) -> list[Draft]:
    """List those of an account, the last changed first."""
    return [msgspec.convert(dict(row), Draft) for row in await tx.fetch(LIST, account_id)]


async def list_drafts_of_region(tx: Tx, edition: int, region_code: str) -> list[Draft]:
    """List those of one region and edition, account by account."""
    return [msgspec.convert(dict(row), Draft) for row in await tx.fetch(LIST_OF_REGION, edition, region_code)]


async def insert_draft(tx: Tx, draft: Draft) -> bool:
    """Write one; False where it is there already."""
    return bool(await tx.fetchval(INSERT, *values(Draft, draft)))


async def update_draft(tx: Tx, draft: Draft) -> None:
    """Write what it says now."""
    await tx.execute(
        UPDATE,
        draft.account_id,
        draft.draft_id,
        draft.edition,
        draft.version,
        draft.filled,
        draft.changed_at,
        draft.region_code,
    )


async def count_drafts(tx: Tx, account_id: str) -> int:
    """Return how many an account has."""
    return int(await tx.fetchval("SELECT count(*) FROM drafts WHERE account_id = $1", account_id))


async def count_drafts_of_edition(tx: Tx, edition: int) -> int:
    """Return how many there are for an edition."""
    return int(await tx.fetchval("SELECT count(*) FROM drafts WHERE edition = $1", edition))


async def delete_draft(tx: Tx, account_id: str, draft_id: str) -> None:
    """Forget one, and what was parked under its name."""
    await tx.execute("DELETE FROM drafts WHERE account_id = $1 AND draft_id = $2", account_id, draft_id)
    await delete_parked(tx, draft_id)


async def delete_drafts_of(tx: Tx, account_id: str) -> None:
    """Forget all of an account."""
    await tx.execute(
        "DELETE FROM parked_forms WHERE draft_id IN (SELECT draft_id FROM drafts WHERE account_id = $1)", account_id
    )
    await tx.execute("DELETE FROM drafts WHERE account_id = $1", account_id)


async def upsert_parked(tx: Tx, draft_id: str, filled: dict[str, Any]) -> None:
    """Keep a form that nobody sent who is known."""
    await tx.execute(
        """
        INSERT INTO parked_forms (draft_id, filled)
        VALUES ($1, $2::jsonb)
        ON CONFLICT (draft_id) DO UPDATE
            SET filled = excluded.filled,
                parked_at = now()
        """,
        draft_id,
        filled,
    )


async def count_parked(tx: Tx) -> int:
    """Return how many are kept."""
    return int(await tx.fetchval("SELECT count(*) FROM parked_forms"))


async def find_parked(tx: Tx, draft_id: str) -> dict[str, Any] | None:
    """Return what was parked under a name."""
    found: dict[str, Any] | None = await tx.fetchval("SELECT filled FROM parked_forms WHERE draft_id = $1", draft_id)
    return found


async def delete_parked(tx: Tx, draft_id: str) -> None:
    """Forget what was parked under a name."""
    await tx.execute("DELETE FROM parked_forms WHERE draft_id = $1", draft_id)


async def delete_old(tx: Tx, *, kept: timedelta, parked: timedelta) -> None:
    """Forget what nobody has touched for so long."""
    await tx.execute("DELETE FROM drafts WHERE changed_at < now() - $1::interval", kept)
    await tx.execute("DELETE FROM parked_forms WHERE parked_at < now() - $1::interval", parked)
