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


async def list_proofs(tx: Tx, accounts: Sequence[str]) -> list[tuple[str, str]]:
    """Return accounts, each with the number of a structure for which a provider of identity says the person works."""
    rows = await tx.fetch(
        """
        SELECT account_id::text AS account, 'siren:' || left(siret, 9) AS number
        FROM known_accounts
        CROSS JOIN jsonb_array_elements_text(proven_sirets) AS siret
        WHERE account_id::text = ANY($1::text[]) AND proven_sirets <> '[]'
        """,
        accounts,
    )
    return [(row["account"], row["number"]) for row in rows]


async def list_ties_of(tx: Tx, structure_id: UUID) -> tuple[Tie, ...]:
    """Return the ties of a structure, withdrawn ones too, the first one first and those that are proven last."""
    rows = await tx.fetch(
        f"""
        SELECT {columns(Tie)} FROM ties WHERE structure_id = $1
        UNION ALL
        SELECT account, structure_id, NULL, NULL, NULL, NULL
        FROM proven_ties AS proven
        WHERE structure_id = $1
            AND NOT EXISTS (SELECT FROM ties WHERE ties.account = proven.account AND ties.structure_id = $1)
        ORDER BY made_at, account
        """,
        structure_id,
    )
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
    """Withdraw a tie, a proven one too; returns False where there is none in force."""
    status = await tx.execute(
        """
        INSERT INTO ties (account, structure_id, made_by, made_at, withdrawn_at, withdrawn_by)
        SELECT account, structure_id, NULL, NULL, now(), $3
        FROM ties_in_force
        WHERE account = $1 AND structure_id IS NOT DISTINCT FROM $2
        ON CONFLICT ON CONSTRAINT ties_once DO UPDATE
            SET withdrawn_at = excluded.withdrawn_at, withdrawn_by = excluded.withdrawn_by
        """,
        account,
        structure_id,
        withdrawn_by,
    )
    return bool(status.endswith(" 1"))
