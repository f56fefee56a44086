"""SQL of the access keys and of the sessions opened with them."""

from dataclasses import dataclass

from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """One access key, without anything that would let somebody use it."""

    key_id: str
    secret_sha256: bytes
    role: str
    region_code: str | None
    name: str
    revoked: bool


async def insert_key(tx: Tx, row: KeyRow) -> bool:
    """Write a new key; False where its identifier is taken."""
    written = await tx.fetchval(
        """
        INSERT INTO api_keys (key_id, secret_sha256, role, region_code, name)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (key_id) DO NOTHING
        RETURNING true
        """,
        row.key_id,
        row.secret_sha256,
        row.role,
        row.region_code,
        row.name,
    )
    return bool(written)


async def find_key(tx: Tx, key_id: str) -> KeyRow | None:
    """Return a key, revoked or not, None where there is none."""
    row = await tx.fetchrow(
        """
        SELECT key_id, secret_sha256, role, region_code, name, revoked_at IS NOT NULL AS revoked
        FROM api_keys
        WHERE key_id = $1
        """,
        key_id,
    )
    return KeyRow(**row) if row else None


async def list_keys(tx: Tx) -> list[KeyRow]:
    """Return all keys, oldest first."""
    rows = await tx.fetch(
        """
        SELECT key_id, secret_sha256, role, region_code, name, revoked_at IS NOT NULL AS revoked
        FROM api_keys
        ORDER BY created_at, key_id
        """
    )
    return [KeyRow(**row) for row in rows]


async def revoke_key(tx: Tx, key_id: str) -> bool:
    """Close a key and with it its sessions; False where there is none, or it was closed before."""
    closed = await tx.fetchval(
        """
        WITH closed AS (
            UPDATE api_keys
            SET revoked_at = now()
            WHERE key_id = $1 AND revoked_at IS NULL
            RETURNING key_id
        ), ended AS (
            DELETE FROM sessions WHERE key_id = $1
        )
        SELECT count(*) FROM closed
        """,
        key_id,
    )
    return bool(closed)


async def insert_session(tx: Tx, token_sha256: bytes, key_id: str) -> None:
    """Open a session."""
    await tx.execute("INSERT INTO sessions (token_sha256, key_id) VALUES ($1, $2)", token_sha256, key_id)


async def use_session(tx: Tx, token_sha256: bytes) -> KeyRow | None:
    """Return the key behind a session that is still open, and note that it was used."""
    row = await tx.fetchrow(
        """
        WITH open_session AS (
            SELECT token_sha256, key_id, last_seen_at
            FROM sessions
            WHERE token_sha256 = $1
                AND last_seen_at > now() - interval '8 hours'
                AND created_at > now() - interval '24 hours'
        ), touched AS (
            -- Once in five minutes is enough to tell idle from busy, and spares a write a page.
            UPDATE sessions
            SET last_seen_at = now()
            FROM open_session
            WHERE sessions.token_sha256 = open_session.token_sha256
                AND open_session.last_seen_at < now() - interval '5 minutes'
        )
        SELECT
            api_keys.key_id,
            api_keys.secret_sha256,
            api_keys.role,
            api_keys.region_code,
            api_keys.name,
            api_keys.revoked_at IS NOT NULL AS revoked
        FROM open_session
        JOIN api_keys USING (key_id)
        """,
        token_sha256,
    )
    return KeyRow(**row) if row else None


async def delete_session(tx: Tx, token_sha256: bytes) -> str | None:
    """End a session and return the key that it was opened with, None where there is none."""
    ended: str | None = await tx.fetchval("DELETE FROM sessions WHERE token_sha256 = $1 RETURNING key_id", token_sha256)
    return ended


async def delete_ended_sessions(tx: Tx) -> list[str]:
    """Forget sessions that cannot be used any more and return the keys that they were opened with."""
    rows = await tx.fetch(
        """
        DELETE FROM sessions
        WHERE last_seen_at < now() - interval '8 hours' OR created_at < now() - interval '24 hours'
        RETURNING key_id
        """
    )
    return [str(row["key_id"]) for row in rows]
