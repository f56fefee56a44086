"""SQL of what a restore made the tables of accounts forget."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.contracts.submission import AccountChanged
from shared.outbox.append import OutboxRow, insert_outbox
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, one_row, unnest, values

FOUND_AGAIN = "Clé retrouvée après une restauration"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """What an account may do."""

    role: str
    region_code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """A key, without the name that was never told."""

    key_id: str
    secret_sha256: bytes
    scope: str
    expires_at: datetime | None


GIVE_ROLES = f"""
    WITH wanted AS (
        SELECT role, region_code FROM {unnest(RoleRow, first=2)}
    ), withdrawn AS (
        DELETE FROM account_roles
        WHERE account_id = $1
            AND (role, coalesce(region_code, '')) NOT IN (SELECT role, coalesce(region_code, '') FROM wanted)
        RETURNING account_id, role, region_code
    ), logged AS (
        INSERT INTO account_grants (account_id, act, role, region_code)
        SELECT account_id, 'withdrawn', role, region_code FROM withdrawn
    ), granted AS (
        INSERT INTO account_grants (account_id, act, role, region_code)
        SELECT $1, 'granted', role, region_code
        FROM wanted
        WHERE (role, coalesce(region_code, ''))
            NOT IN (SELECT role, coalesce(region_code, '') FROM account_roles WHERE account_id = $1)
    )
    SELECT
    """
INSERT_ROLES = f"""
    INSERT INTO account_roles (account_id, role, region_code)
    SELECT $1, role, region_code
    FROM {unnest(RoleRow, first=2)}
    ON CONFLICT (account_id, role) DO NOTHING
    """
INSERT_KEYS = f"""
    INSERT INTO account_keys (key_id, account_id, secret_sha256, name, scope, expires_at)
    SELECT key_id, $1, secret_sha256, $2, scope, expires_at
    FROM {unnest(KeyRow, first=3)}
    ON CONFLICT (key_id) DO NOTHING
    """
WRITE_RETIRED = f"""
    WITH retired AS (
        INSERT INTO session_signing_keys (key_id, private_key, public_key, version, retired_at)
        VALUES ($1, '', $2, $3, now())
        ON CONFLICT (key_id) DO UPDATE
            SET private_key = '', version = excluded.version, retired_at = now()
        RETURNING key_id
    )
    {insert_outbox(first=4, changed="retired", key="key_id", source=one_row)}
    """


async def list_told(tx: Tx, account_ids: Sequence[UUID]) -> dict[str, tuple[int, datetime, bool]]:
    """Return version, moment of the last change and whether it was erased, by account."""
    rows = await tx.fetch(
        """
        SELECT account_id::text, version, changed_at, erased_at IS NOT NULL AS erased
        FROM accounts
        WHERE account_id = ANY($1::uuid[])
        """,
        account_ids,
    )
    return {row["account_id"]: (row["version"], row["changed_at"], row["erased"]) for row in rows}


async def insert_missing(tx: Tx, account_id: UUID) -> None:
    """Write an account of which nothing is known, unless there is one."""
    await tx.execute("INSERT INTO accounts (account_id) VALUES ($1) ON CONFLICT (account_id) DO NOTHING", account_id)


async def end_what_ended(tx: Tx, event: AccountChanged) -> None:
    """Write which sessions open nothing any more, and close the keys that were revoked."""
    await tx.execute(
        "UPDATE accounts SET valid_after = greatest(valid_after, $2) WHERE account_id = $1",
        event.account_id,
        event.valid_after,
    )
    await tx.execute(
        """
        INSERT INTO ended_sessions (session_id, account_id, signed_in_at)
        SELECT session_id, $1, $3 FROM unnest($2::uuid[]) AS session_id
        ON CONFLICT (session_id) DO NOTHING
        """,
        event.account_id,
        list(event.ended_sessions),
        event.changed_at,
    )
    await tx.execute(
        """
        UPDATE account_keys
        SET revoked_at = now()
        WHERE account_id = $1 AND revoked_at IS NULL AND created_at <= $3 AND key_id <> ALL ($2::text[])
        """,
        event.account_id,
        [key.key_id for key in event.keys],
        event.changed_at,
    )


async def replace_roles_and_keys(tx: Tx, event: AccountChanged) -> None:
    """Give an account the roles that it had, with a line in the log for each that changes, and its keys."""
    held = [role for role in event.roles if role.role != "organiser"]
    roles = arrays(RoleRow, [RoleRow(role=each.role, region_code=each.region_code) for each in held])
    await tx.execute(GIVE_ROLES, event.account_id, *roles)
    await tx.execute(INSERT_ROLES, event.account_id, *roles)
    keys = [
        KeyRow(
            key_id=key.key_id,
            secret_sha256=bytes.fromhex(key.secret_sha256),
            scope=key.scope,
            expires_at=key.expires_at,
        )
        for key in event.keys
    ]
    await tx.execute(INSERT_KEYS, event.account_id, FOUND_AGAIN, *arrays(KeyRow, keys))


async def set_version(tx: Tx, account_id: UUID, version: int) -> None:
    """Let the next version told be greater than all that readers have seen."""
    await tx.execute("UPDATE accounts SET version = $2 WHERE account_id = $1", account_id, version)


async def list_key_versions(tx: Tx, key_ids: Sequence[str]) -> dict[str, int]:
    """Return the versions of session keys that are there."""
    rows = await tx.fetch("SELECT key_id, version FROM session_signing_keys WHERE key_id = ANY($1::text[])", key_ids)
    return {row["key_id"]: row["version"] for row in rows}


async def write_retired(tx: Tx, key_id: str, *, public_key: str, version: int, told: OutboxRow) -> None:
    """Write that a session key signs nothing any more, and tell it."""
    await tx.execute(WRITE_RETIRED, key_id, public_key, version, *values(OutboxRow, told))
