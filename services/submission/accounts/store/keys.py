"""SQL of the access keys of programs."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from services.submission.accounts.rules import AccessKey
from shared.contracts.submission import KeyScope
from shared.identity.keys import NewKey
from shared.postgres.database import Tx

SELECT = """
    SELECT
        key_id,
        account_id,
        coalesce(email, nullif(accounts.name, ''), account_id::text) AS shown,
        account_keys.name,
        scope,
        account_keys.created_at,
        expires_at,
        revoked_at,
        last_used_at
    FROM account_keys
    JOIN accounts USING (account_id)
    """
OPEN = "revoked_at IS NULL AND coalesce(expires_at > now(), true)"


async def insert_key(
    tx: Tx, key: NewKey, *, account_id: UUID, name: str, scope: KeyScope, expires_at: datetime | None
) -> bool:
    """Write a new key; False where its identifier is taken."""
    written = await tx.fetchval(
        """
        INSERT INTO account_keys (key_id, account_id, secret_sha256, name, scope, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (key_id) DO NOTHING
        RETURNING true
        """,
        key.key_id,
        account_id,
        key.secret_sha256,
        name,
        scope,
        expires_at,
    )
    return bool(written)


async def find_key(tx: Tx, key_id: str) -> AccessKey | None:
    """Return a key, whatever its state, None where there is none."""
    row = await tx.fetchrow(f"{SELECT} WHERE key_id = $1", key_id)
    return msgspec.convert(dict(row), AccessKey) if row else None


async def list_keys(tx: Tx, *, account_id: UUID | None = None) -> Sequence[AccessKey]:
    """Return the keys of an account, or all of them, the oldest first."""
    rows = await tx.fetch(f"{SELECT} WHERE $1::uuid IS NULL OR account_id = $1 ORDER BY created_at, key_id", account_id)
    return [msgspec.convert(dict(row), AccessKey) for row in rows]


async def list_open_keys(tx: Tx, account_id: UUID) -> Sequence[AccessKey]:
    """Return those keys of an account that open something, the oldest first."""
    rows = await tx.fetch(f"{SELECT} WHERE account_id = $1 AND {OPEN} ORDER BY created_at, key_id", account_id)
    return [msgspec.convert(dict(row), AccessKey) for row in rows]


async def end_key(tx: Tx, key_id: str, *, account_id: UUID | None = None, overlap_hours: int = 0) -> UUID | None:
    """Close a key, now or in so many hours, and return whose it is.

    None where it is closed, where there is none, or where it is of another account than the one that is named.
    """
    holder: UUID | None = await tx.fetchval(
        f"""
        UPDATE account_keys
        SET
            revoked_at = CASE WHEN $2 = 0 THEN now() END,
            expires_at = CASE WHEN $2 = 0 THEN expires_at ELSE least(expires_at, now() + make_interval(hours => $2)) END
        WHERE key_id = $1 AND {OPEN} AND ($3::uuid IS NULL OR account_id = $3)
        RETURNING account_id
        """,
        key_id,
        overlap_hours,
        account_id,
    )
    return holder


async def date_use(tx: Tx, key_id: str) -> None:
    """Write that a key is used now, unless that was written within the hour."""
    await tx.execute(
        """
        UPDATE account_keys
        SET last_used_at = now()
        WHERE key_id = $1 AND coalesce(last_used_at < now() - interval '1 hour', true)
        """,
        key_id,
    )


async def date_uses(tx: Tx, key_ids: Sequence[str], used_at: Sequence[datetime]) -> None:
    """Write when keys were used elsewhere; the later use stays, in whatever order they are heard of."""
    await tx.execute(
        """
        UPDATE account_keys AS held
        SET last_used_at = greatest(held.last_used_at, used.at)
        FROM (
            SELECT key_id, max(at) AS at
            FROM unnest($1::text[], $2::timestamptz[]) AS uses (key_id, at)
            GROUP BY key_id
        ) AS used
        WHERE held.key_id = used.key_id
        """,
        key_ids,
        used_at,
    )
