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
        revoked_at
    FROM account_keys
    JOIN accounts USING (account_id)
    """


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


async def end_key(tx: Tx, key_id: str, *, overlap_hours: int = 0) -> UUID | None:
    """Close a key, now or in so many hours, and return whose it is; None where it is closed, or there is none."""
    account_id: UUID | None = await tx.fetchval(
        """
        UPDATE account_keys
        SET
            revoked_at = CASE WHEN $2 = 0 THEN now() END,
            expires_at = CASE WHEN $2 = 0 THEN expires_at ELSE least(expires_at, now() + make_interval(hours => $2)) END
        WHERE key_id = $1 AND revoked_at IS NULL AND coalesce(expires_at > now(), true)
        RETURNING account_id
        """,
        key_id,
        overlap_hours,
    )
    return account_id
