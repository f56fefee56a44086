"""Every SQL statement about which accounts speak for which structures."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from services.eligibility.structures.rules.ties import Tie
from shared.postgres.database import Tx
from shared.postgres.rows import columns


async def list_ties(tx: Tx, accounts: Sequence[str]) -> list[Tie]:
    """Return the ties of accounts, withdrawn ones too."""
    rows = await tx.fetch(f"SELECT {columns(Tie)} FROM ties WHERE account = ANY($1::text[])", accounts)
    return msgspec.convert([dict(row) for row in rows], list[Tie])


async def list_ties_of(tx: Tx, structure_id: UUID) -> tuple[Tie, ...]:
    """Return the ties of a structure, withdrawn ones too, the first one first."""
    rows = await tx.fetch(f"SELECT {columns(Tie)} FROM ties WHERE structure_id = $1 ORDER BY made_at", structure_id)
    return tuple(msgspec.convert([dict(row) for row in rows], list[Tie]))


async def save_tie(tx: Tx, *, account: str, structure_id: UUID | None, made_by: str) -> None:
    """Let an account speak for a structure; one that was withdrawn holds again, and one in force keeps its date."""
    await tx.execute(
        """
        INSERT INTO ties (account, structure_id, made_by)
        VALUES ($1, $2, $3)
        ON CONFLICT ON CONSTRAINT ties_once DO UPDATE
            SET made_by = excluded.made_by, made_at = excluded.made_at, withdrawn_at = NULL, withdrawn_by = NULL
            WHERE ties.withdrawn_at IS NOT NULL
        """,
        account,
        structure_id,
        made_by,
    )


async def end_tie(tx: Tx, *, account: str, structure_id: UUID | None, withdrawn_by: str) -> bool:
    """Withdraw a tie; returns False where there is none in force."""
    status = await tx.execute(
        """
        UPDATE ties
        SET withdrawn_at = now(), withdrawn_by = $3
        WHERE account = $1 AND structure_id IS NOT DISTINCT FROM $2 AND withdrawn_at IS NULL
        """,
        account,
        structure_id,
        withdrawn_by,
    )
    return bool(status.endswith(" 1"))
