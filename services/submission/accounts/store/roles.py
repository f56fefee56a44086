"""SQL of roles, and of the log of who granted them."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from services.submission.accounts.rules import Grant, GrantedRole
from shared.postgres.database import Tx


async def find_role(tx: Tx, account_id: UUID, role: GrantedRole) -> tuple[bool, str | None]:
    """Return whether the account has a role, and of which region."""
    row = await tx.fetchrow(
        "SELECT region_code FROM account_roles WHERE account_id = $1 AND role = $2 FOR UPDATE", account_id, role
    )
    return (row is not None, row["region_code"] if row else None)


async def insert_role(tx: Tx, account_id: UUID, role: GrantedRole, region_code: str | None, *, by: UUID | None) -> bool:
    """Write a role and its line in the log; False where the account has it, whatever the region."""
    written = await tx.fetchval(
        """
        WITH held AS (
            INSERT INTO account_roles (account_id, role, region_code)
            VALUES ($1, $2, $3)
            ON CONFLICT (account_id, role) DO NOTHING
            RETURNING account_id
        )
        INSERT INTO account_grants (account_id, act, role, region_code, given_by)
        SELECT account_id, 'granted', $2, $3, $4 FROM held
        RETURNING true
        """,
        account_id,
        role,
        region_code,
        by,
    )
    return bool(written)


async def delete_role(tx: Tx, account_id: UUID, role: GrantedRole, *, by: UUID | None) -> bool:
    """Take a role away and write its line in the log; False where the account has it not."""
    written = await tx.fetchval(
        """
        WITH held AS (
            DELETE FROM account_roles
            WHERE account_id = $1 AND role = $2
            RETURNING account_id, region_code
        )
        INSERT INTO account_grants (account_id, act, role, region_code, given_by)
        SELECT account_id, 'withdrawn', $2, region_code, $3 FROM held
        RETURNING true
        """,
        account_id,
        role,
        by,
    )
    return bool(written)


async def list_grants(tx: Tx, *, limit: int) -> Sequence[Grant]:
    """Return the log, the latest line first."""
    rows = await tx.fetch(
        """
        SELECT
            given_at,
            act,
            account_grants.account_id,
            coalesce(nullif(held_by.name, ''), held_by.email, 'compte effacé') AS shown,
            role,
            region_code,
            coalesce(nullif(giver.name, ''), giver.email, given_by::text) AS given_by
        FROM account_grants
        JOIN accounts AS held_by USING (account_id)
        LEFT JOIN accounts AS giver ON giver.account_id = given_by
        ORDER BY grant_id DESC
        LIMIT $1
        """,
        limit,
    )
    return [msgspec.convert(dict(row), Grant) for row in rows]


async def list_holders(tx: Tx) -> list[tuple[str, str, str | None, bool]]:
    """Return name, role, region and whether mail bounces, of everybody who has a role."""
    rows = await tx.fetch(
        """
        SELECT
            coalesce(email, nullif(name, ''), account_id::text) AS shown,
            role,
            region_code,
            email_bounced_at IS NOT NULL AS bounces
        FROM account_roles
        JOIN accounts USING (account_id)
        ORDER BY role, region_code NULLS FIRST, shown
        """
    )
    return [tuple(row) for row in rows]
