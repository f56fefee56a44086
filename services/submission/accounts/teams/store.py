"""SQL of teams and their members."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from services.submission.accounts.teams.rules import Member, Number, Team
from shared.postgres.database import Tx
from shared.postgres.rows import columns

SELECT = f"SELECT {columns(Team, prefix='teams.')} FROM teams"


async def insert_team(tx: Tx, team: Team) -> None:
    """Write a team without members."""
    await tx.execute(
        """
        INSERT INTO teams (team_id, name, identifier_kind, identifier)
        VALUES ($1, $2, $3, $4)
        """,
        team.team_id,
        team.name,
        team.identifier_kind,
        team.identifier,
    )


async def insert_member(tx: Tx, team_id: UUID, account_id: UUID) -> bool:
    """Add somebody to a team; False where they are in it."""
    added = await tx.fetchval(
        """
        INSERT INTO team_members (team_id, account_id)
        VALUES ($1, $2)
        ON CONFLICT DO NOTHING
        RETURNING true
        """,
        team_id,
        account_id,
    )
    return bool(added)


async def delete_member(tx: Tx, team_id: UUID, account_id: UUID) -> bool:
    """Take somebody out of a team; False where they are not in it."""
    taken = await tx.fetchval(
        "DELETE FROM team_members WHERE team_id = $1 AND account_id = $2 RETURNING true", team_id, account_id
    )
    return bool(taken)


async def find_team(tx: Tx, team_id: UUID, *, of: UUID) -> Team | None:
    """Return a team of which the account ``of`` is a member."""
    row = await tx.fetchrow(
        f"{SELECT} JOIN team_members USING (team_id) WHERE team_id = $1 AND account_id = $2", team_id, of
    )
    return msgspec.convert(dict(row), Team) if row else None


async def lock_team(tx: Tx, team_id: UUID) -> Team | None:
    """Return a team that nobody else joins or leaves before the transaction ends, members or not."""
    row = await tx.fetchrow(f"{SELECT} WHERE team_id = $1 FOR UPDATE", team_id)
    return msgspec.convert(dict(row), Team) if row else None


async def list_teams(tx: Tx, account_id: UUID) -> list[Team]:
    """List the teams of an account by name."""
    rows = await tx.fetch(
        f"{SELECT} JOIN team_members USING (team_id) WHERE account_id = $1 ORDER BY teams.name, team_id", account_id
    )
    return [msgspec.convert(dict(row), Team) for row in rows]


async def find_team_by_number(tx: Tx, account_id: UUID, numbers: Sequence[Number]) -> UUID | None:
    """Return the team of an account that goes by one of these numbers, one that is proven first."""
    found: UUID | None = await tx.fetchval(
        """
        SELECT team_id
        FROM teams
        JOIN team_members USING (team_id)
        JOIN unnest($2::text[], $3::text[]) AS asked (identifier_kind, identifier)
            USING (identifier_kind, identifier)
        WHERE account_id = $1
        ORDER BY proven_at NULLS LAST, teams.created_at
        LIMIT 1
        """,
        account_id,
        [kind for kind, _ in numbers],
        [number for _, number in numbers],
    )
    return found


async def has_proven_team_without(tx: Tx, account_id: UUID, numbers: Sequence[Number]) -> bool:
    """Tell whether a structure of one of these numbers has a team that is proven its own and that lacks the account."""
    found = await tx.fetchval(
        """
        SELECT EXISTS (
            SELECT
            FROM teams
            JOIN unnest($2::text[], $3::text[]) AS asked (identifier_kind, identifier)
                USING (identifier_kind, identifier)
            WHERE proven_at IS NOT NULL
                AND NOT EXISTS (
                    SELECT FROM team_members WHERE team_members.team_id = teams.team_id AND account_id = $1
                )
        )
        """,
        account_id,
        [kind for kind, _ in numbers],
        [number for _, number in numbers],
    )
    return bool(found)


async def list_members(tx: Tx, team_id: UUID) -> list[Member]:
    """List the members of a team, who joined first first."""
    rows = await tx.fetch(
        """
        SELECT account_id, coalesce(nullif(accounts.name, ''), accounts.email, '') AS shown, joined_at
        FROM team_members
        JOIN accounts USING (account_id)
        WHERE team_id = $1
        ORDER BY joined_at, account_id
        """,
        team_id,
    )
    return [msgspec.convert(dict(row), Member) for row in rows]


async def prove_team(tx: Tx, team_id: UUID) -> None:
    """Note that the team is the structure's own, unless another one is."""
    await tx.execute(
        """
        UPDATE teams
        SET proven_at = now()
        WHERE team_id = $1
            AND proven_at IS NULL
            AND NOT EXISTS (
                SELECT
                FROM teams AS other
                WHERE other.proven_at IS NOT NULL
                    AND (other.identifier_kind, other.identifier) = (teams.identifier_kind, teams.identifier)
            )
        """,
        team_id,
    )


async def list_moderators(tx: Tx, region_code: str) -> list[Member]:
    """List the moderators of a region."""
    rows = await tx.fetch(
        """
        SELECT account_id, coalesce(nullif(accounts.name, ''), accounts.email, '') AS shown, since AS joined_at
        FROM account_roles
        JOIN accounts USING (account_id)
        WHERE role = 'moderator' AND region_code = $1
        ORDER BY since, account_id
        """,
        region_code,
    )
    return [msgspec.convert(dict(row), Member) for row in rows]


async def list_names(tx: Tx, account_ids: Sequence[UUID]) -> dict[str, str]:
    """Return the names that accounts have, by their identifiers."""
    rows = await tx.fetch(
        "SELECT account_id::text, name FROM accounts WHERE account_id = ANY($1::uuid[]) AND name <> ''", account_ids
    )
    return {row["account_id"]: row["name"] for row in rows}
