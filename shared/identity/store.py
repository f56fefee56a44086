"""SQL of what a service knows of accounts, and of the keys that sessions are signed with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from shared.contracts.submission import HeldKey, HeldRole
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, assignments, columns, unnest


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAccount:
    """A row of ``known_accounts``; once gone, nothing is told but its version."""

    account_id: UUID
    version: int
    gone: bool
    roles: tuple[HeldRole, ...] = ()
    keys: Mapping[str, HeldKey] = field(default_factory=dict)
    """By their identifiers."""
    valid_after: datetime | None = None
    ended_sessions: tuple[UUID, ...] = ()
    proven_sirets: tuple[str, ...] = ()
    """Of the establishments for which a provider of identity says that the person works."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSessionKey:
    """A row of ``known_session_keys``."""

    key_id: str
    version: int
    gone: bool
    public_key: str | None = None


UPSERT_ACCOUNTS = f"""
    INSERT INTO known_accounts AS known ({columns(KnownAccount)})
    SELECT {columns(KnownAccount)}
    FROM {unnest(KnownAccount)}
    ON CONFLICT (account_id) DO UPDATE
        SET {assignments(KnownAccount, but=("account_id",))}
        WHERE known.version < excluded.version
    """
UPSERT_SESSION_KEYS = f"""
    INSERT INTO known_session_keys AS known ({columns(KnownSessionKey)})
    SELECT {columns(KnownSessionKey)}
    FROM {unnest(KnownSessionKey)}
    ON CONFLICT (key_id) DO UPDATE
        SET {assignments(KnownSessionKey, but=("key_id",))}
        WHERE known.version < excluded.version
    """


async def upsert_accounts(tx: Tx, accounts: Sequence[KnownAccount]) -> None:
    """Keep what is newer than what is known."""
    await tx.execute(UPSERT_ACCOUNTS, *arrays(KnownAccount, accounts))


async def upsert_session_keys(tx: Tx, keys: Sequence[KnownSessionKey]) -> None:
    """Keep what is newer than what is known."""
    await tx.execute(UPSERT_SESSION_KEYS, *arrays(KnownSessionKey, keys))


async def find_account(tx: Tx, account_id: UUID) -> KnownAccount | None:
    """Return an account that is not gone, None where there is none."""
    statement = f"SELECT {columns(KnownAccount)} FROM known_accounts WHERE account_id = $1 AND NOT gone"
    return _account(await tx.fetchrow(statement, account_id))


async def find_account_by_key(tx: Tx, key_id: str) -> KnownAccount | None:
    """Return the account that holds an access key, None where there is none."""
    statement = f"SELECT {columns(KnownAccount)} FROM known_accounts WHERE keys ? $1 AND NOT gone"
    return _account(await tx.fetchrow(statement, key_id))


async def list_session_keys(tx: Tx) -> dict[str, str]:
    """Return the public keys by their identifiers."""
    rows = await tx.fetch("SELECT key_id, public_key FROM known_session_keys WHERE NOT gone")
    return {row["key_id"]: row["public_key"] for row in rows}


async def list_present_accounts(tx: Tx) -> list[tuple[str, int]]:
    """Return identifier, as text, and version of each account that is not gone."""
    rows = await tx.fetch("SELECT account_id::text, version FROM known_accounts WHERE NOT gone")
    return [tuple(row) for row in rows]


async def list_present_session_keys(tx: Tx) -> list[tuple[str, int]]:
    """Return identifier and version of each key that is not gone."""
    rows = await tx.fetch("SELECT key_id, version FROM known_session_keys WHERE NOT gone")
    return [tuple(row) for row in rows]


def _account(row: Any) -> KnownAccount | None:
    return msgspec.convert(dict(row), KnownAccount) if row else None
