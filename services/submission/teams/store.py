"""SQL of invitations."""

from uuid import UUID

import msgspec

from services.submission.teams.rules import Invitation
from shared.postgres.database import Tx
from shared.postgres.rows import columns

COLUMNS = columns(Invitation)
VALID = "invited_at > now() - interval '14 days'"
FIND = f"SELECT {COLUMNS} FROM invitations WHERE token_sha256 = $1 AND {VALID}"
TAKE = f"DELETE FROM invitations WHERE token_sha256 = $1 AND {VALID} RETURNING {COLUMNS}"
LIST = f"""
    SELECT {COLUMNS}
    FROM invitations
    WHERE {VALID}
        AND (team_id = $1::uuid OR region_code = $2::text OR manifestation_id = $3::uuid)
    ORDER BY invited_at, invitation_id
    """


async def insert_invitation(
    tx: Tx,
    token_sha256: bytes,
    *,
    email: str,
    label: str,
    invited_by: UUID,
    team_id: UUID | None,
    region_code: str | None,
    manifestation_id: UUID | None,
) -> UUID:
    """Write one, of its secret only a digest, and return its identifier."""
    written: UUID = await tx.fetchval(
        """
        INSERT INTO invitations (
            invitation_id, token_sha256, email, label, invited_by, team_id, region_code, manifestation_id
        )
        VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7)
        RETURNING invitation_id
        """,
        token_sha256,
        email,
        label,
        invited_by,
        team_id,
        region_code,
        manifestation_id,
    )
    return written


async def find_invitation(tx: Tx, token_sha256: bytes) -> Invitation | None:
    """Return one that can still be accepted."""
    row = await tx.fetchrow(FIND, token_sha256)
    return msgspec.convert(dict(row), Invitation) if row else None


async def take_invitation(tx: Tx, token_sha256: bytes) -> Invitation | None:
    """Return one that can still be accepted, and let nobody accept it again."""
    row = await tx.fetchrow(TAKE, token_sha256)
    return msgspec.convert(dict(row), Invitation) if row else None


async def list_invitations(
    tx: Tx, *, team_id: UUID | None = None, region_code: str | None = None, manifestation_id: UUID | None = None
) -> list[Invitation]:
    """List those into one team, one chamber or one manifestation that wait for an answer."""
    rows = await tx.fetch(LIST, team_id, region_code, manifestation_id)
    return [msgspec.convert(dict(row), Invitation) for row in rows]


async def delete_invitation(
    tx: Tx, invitation_id: UUID, *, team_id: UUID | None, region_code: str | None, manifestation_id: UUID | None
) -> bool:
    """Take back an invitation into one thing; False where there is none such."""
    deleted = await tx.fetchval(
        """
        DELETE FROM invitations
        WHERE invitation_id = $1
            AND (team_id = $2::uuid OR region_code = $3::text OR manifestation_id = $4::uuid)
        RETURNING true
        """,
        invitation_id,
        team_id,
        region_code,
        manifestation_id,
    )
    return bool(deleted)


async def delete_invitations_into(tx: Tx, manifestation_id: UUID) -> None:
    """Take back whatever else offers a manifestation."""
    await tx.execute("DELETE FROM invitations WHERE manifestation_id = $1", manifestation_id)


async def delete_old_invitations(tx: Tx) -> None:
    """Forget addresses of whoever did not answer."""
    await tx.execute("DELETE FROM invitations WHERE invited_at < now() - interval '14 days'")


async def list_invitations_of(tx: Tx, account_id: UUID, email: str | None) -> list[Invitation]:
    """List those that a person sent or was sent."""
    rows = await tx.fetch(
        f"SELECT {COLUMNS} FROM invitations WHERE invited_by = $1 OR lower(email) = lower($2) ORDER BY invited_at",
        account_id,
        email,
    )
    return [msgspec.convert(dict(row), Invitation) for row in rows]


async def delete_invitations_of(tx: Tx, account_id: UUID, email: str | None) -> list[UUID]:
    """Delete those that a person sent or was sent, and return which."""
    rows = await tx.fetch(
        "DELETE FROM invitations WHERE invited_by = $1 OR lower(email) = lower($2) RETURNING invitation_id",
        account_id,
        email,
    )
    return [row["invitation_id"] for row in rows]
