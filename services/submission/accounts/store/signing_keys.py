"""SQL of the keys that sessions are signed with."""

from collections.abc import Sequence
from typing import Any

import msgspec

from services.submission.accounts.rules import SigningKey
from shared.contracts.submission import SESSION_KEYS, SessionKeyMade
from shared.outbox.append import OutboxRow, insert_outbox, outbox_row, tombstone_row
from shared.postgres.database import Tx
from shared.postgres.rows import columns, one_row, values

INSERT = f"""
    WITH made AS (
        INSERT INTO session_signing_keys ({columns(SigningKey)})
        VALUES ($1, $2, $3, $4)
        RETURNING key_id
    )
    {insert_outbox(first=5, changed="made", key="key_id", source=one_row)}
    """
RETIRE = f"""
    WITH retired AS (
        UPDATE session_signing_keys
        SET private_key = '', retired_at = now(), version = $2
        WHERE key_id = $1 AND retired_at IS NULL
        RETURNING key_id
    )
    {insert_outbox(first=3, changed="retired", key="key_id", source=one_row)}
    """


async def lock_keys(tx: Tx) -> None:
    """Let nobody else make or retire a key until the transaction ends; reading them goes on."""
    await tx.execute("LOCK TABLE session_signing_keys IN SHARE ROW EXCLUSIVE MODE")


async def list_keys(tx: Tx) -> Sequence[SigningKey]:
    """Return the keys that are not retired, the newest first."""
    rows = await tx.fetch(
        f"SELECT {columns(SigningKey)} FROM session_signing_keys WHERE retired_at IS NULL ORDER BY made_at DESC, key_id"
    )
    return [msgspec.convert(dict(row), SigningKey) for row in rows]


async def insert_key(tx: Tx, key: SigningKey) -> None:
    """Write a new key and tell it."""
    made = SessionKeyMade(key_id=key.key_id, version=1, public_key=key.public_key, made_at=key.made_at)
    await tx.execute(INSERT, *values(SigningKey, key), *values(OutboxRow, outbox_row(SESSION_KEYS, made)))


async def retire_key(tx: Tx, key_id: str, *, version: int) -> None:
    """Forget the private half of a key for good, and tell that it is gone."""
    await tx.execute(RETIRE, key_id, version, *values(OutboxRow, tombstone_row(SESSION_KEYS, key_id, version)))


async def list_versions(tx: Tx) -> list[tuple[str, int, bool]]:
    """Return identifier, version and whether it is retired, of every key."""
    rows = await tx.fetch("SELECT key_id, version, retired_at IS NOT NULL AS retired FROM session_signing_keys")
    return [tuple(row) for row in rows]


async def lock_told(tx: Tx, key_ids: Sequence[str]) -> list[OutboxRow]:
    """Lock keys in the order of their identifiers and return what tells each."""
    rows = await tx.fetch(
        """
        SELECT key_id, version, public_key, made_at, retired_at
        FROM session_signing_keys
        WHERE key_id = ANY($1::text[])
        ORDER BY key_id
        FOR UPDATE
        """,
        key_ids,
    )
    return [_told(row) for row in rows]


def _told(row: Any) -> OutboxRow:
    if row["retired_at"] is not None:
        return tombstone_row(SESSION_KEYS, row["key_id"], row["version"])
    return outbox_row(
        SESSION_KEYS,
        SessionKeyMade(
            key_id=row["key_id"], version=row["version"], public_key=row["public_key"], made_at=row["made_at"]
        ),
    )
