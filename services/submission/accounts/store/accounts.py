"""SQL of accounts, and of what is told of them."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from services.submission.accounts.rules import Account
from shared.contracts.submission import AccountChanged
from shared.outbox.append import OutboxRow, insert_outbox
from shared.postgres.database import Tx
from shared.postgres.rows import columns, one_row, values

COLUMNS = columns(Account)
# What is told of an account, but for its version; a session that ended long ago has no token left.
TOLD = """
    SELECT
        account_id,
        valid_after,
        changed_at,
        (
            SELECT coalesce(jsonb_agg(held ORDER BY held), '[]')
            FROM (
                SELECT jsonb_build_object('role', role, 'region_code', region_code) AS held
                FROM account_roles
                WHERE account_id = $1
                UNION ALL
                SELECT jsonb_build_object('role', 'organiser', 'team_id', team_id)
                FROM team_members
                WHERE account_id = $1
            ) AS everything_held
        ) AS roles,
        (
            SELECT coalesce(
                jsonb_agg(
                    jsonb_build_object(
                        'key_id', key_id,
                        'secret_sha256', encode(secret_sha256, 'hex'),
                        'scope', scope,
                        'expires_at', expires_at
                    )
                    ORDER BY key_id
                ),
                '[]'
            )
            FROM account_keys
            WHERE account_id = $1 AND revoked_at IS NULL AND coalesce(expires_at > now(), true)
        ) AS keys,
        (
            SELECT coalesce(jsonb_agg(session_id ORDER BY session_id), '[]')
            FROM ended_sessions
            WHERE account_id = $1 AND signed_in_at > now() - interval '25 hours'
        ) AS ended_sessions,
        (
            SELECT coalesce(jsonb_agg(DISTINCT siret), '[]')
            FROM openid_identities
            WHERE account_id = $1 AND siret IS NOT NULL
        ) AS proven_sirets
    FROM accounts
    WHERE account_id = $1 AND erased_at IS NULL
    """
SAVE_TOLD = f"""
    WITH changed AS (
        UPDATE accounts SET version = $2 WHERE account_id = $1 RETURNING account_id
    )
    {insert_outbox(first=3, changed="changed", key="account_id", source=one_row)}
    """


async def insert_account(tx: Tx, account_id: UUID, *, email: str | None, name: str) -> bool:
    """Write an account that is not told yet; False where somebody has the address."""
    written = await tx.fetchval(
        """
        INSERT INTO accounts (account_id, email, name)
        VALUES ($1, $2, $3)
        ON CONFLICT ((lower(email))) DO NOTHING
        RETURNING true
        """,
        account_id,
        email,
        name,
    )
    return bool(written)


async def find_account(tx: Tx, account_id: UUID) -> Account | None:
    """Return an account, None where there is none or it was erased."""
    row = await tx.fetchrow(f"SELECT {COLUMNS} FROM accounts WHERE account_id = $1 AND erased_at IS NULL", account_id)
    return msgspec.convert(dict(row), Account) if row else None


async def find_account_by_email(tx: Tx, email: str) -> Account | None:
    """Return the account of an address, however it is written, None where there is none."""
    row = await tx.fetchrow(f"SELECT {COLUMNS} FROM accounts WHERE lower(email) = lower($1)", email)
    return msgspec.convert(dict(row), Account) if row else None


async def lock_version(tx: Tx, account_id: UUID) -> int:
    """Return the version that was told last, and keep others from telling until the transaction ends."""
    version: int = await tx.fetchval("SELECT version FROM accounts WHERE account_id = $1 FOR NO KEY UPDATE", account_id)
    return version


async def date_change(tx: Tx, account_id: UUID) -> None:
    """Write that the account changes now."""
    await tx.execute("UPDATE accounts SET changed_at = clock_timestamp() WHERE account_id = $1", account_id)


async def get_told(tx: Tx, account_id: UUID, version: int) -> AccountChanged | None:
    """Return what is to be told of an account under a version, None where it was erased."""
    row = await tx.fetchrow(TOLD, account_id)
    return msgspec.convert({**row, "version": version}, AccountChanged) if row else None


async def save_told(tx: Tx, account_id: UUID, told: OutboxRow) -> None:
    """Write the version and what tells it in one statement."""
    await tx.execute(SAVE_TOLD, account_id, told.version, *values(OutboxRow, told))


async def list_versions(tx: Tx) -> list[tuple[str, int, bool]]:
    """Return identifier, version and whether it was erased, of every account."""
    rows = await tx.fetch("SELECT account_id::text, version, erased_at IS NOT NULL AS erased FROM accounts")
    return [tuple(row) for row in rows]


async def lock_versions(tx: Tx, account_ids: Sequence[UUID]) -> list[tuple[UUID, int]]:
    """Lock accounts in the order of their key and return their versions."""
    rows = await tx.fetch(
        """
        SELECT account_id, version
        FROM accounts
        WHERE account_id = ANY($1::uuid[])
        ORDER BY account_id
        FOR NO KEY UPDATE
        """,
        account_ids,
    )
    return [tuple(row) for row in rows]


async def end_all_sessions(tx: Tx, account_id: UUID) -> None:
    """Let no session of the account that began before now open anything."""
    await tx.execute("UPDATE accounts SET valid_after = clock_timestamp() WHERE account_id = $1", account_id)


async def save_name(tx: Tx, account_id: UUID, name: str) -> None:
    """Write how somebody wants to be called."""
    await tx.execute("UPDATE accounts SET name = $2 WHERE account_id = $1", account_id, name)


async def list_programs(tx: Tx) -> list[Account]:
    """Return the accounts that have the role of a service and no address to sign in with, by name."""
    rows = await tx.fetch(
        f"""
        SELECT {COLUMNS}
        FROM accounts
        WHERE email IS NULL AND erased_at IS NULL
            AND EXISTS (SELECT FROM account_roles WHERE role = 'service' AND account_id = accounts.account_id)
        ORDER BY name, account_id
        """
    )
    return [msgspec.convert(dict(row), Account) for row in rows]
