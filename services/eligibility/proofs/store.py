"""Every SQL statement about proofs."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from services.eligibility.proofs.rules.proof import Proof
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, columns, unnest

INSERT_PROOF = f"INSERT INTO proofs ({columns(Proof)}) SELECT {columns(Proof)} FROM {unnest(Proof)}"


async def lock_account(tx: Tx, account: str) -> None:
    """Let one after the other of an account's files be counted until the transaction ends."""
    await tx.execute("SELECT pg_advisory_xact_lock(hashtextextended('proofs/' || $1::text, 0))", account)


async def count_of(tx: Tx, account: str, structure_id: UUID) -> tuple[int, int]:
    """Return how many files an account has handed in for a structure, and in all."""
    row = await tx.fetchrow(
        """
        SELECT count(*) FILTER (WHERE structure_id = $2), count(*)
        FROM proofs
        LEFT JOIN structures_of_dossiers USING (manifestation_id)
        WHERE handed_in_by = $1
        """,
        account,
        structure_id,
    )
    return (row[0], row[1]) if row else (0, 0)


async def insert_proof(tx: Tx, proof: Proof) -> None:
    """Write what is known of a file that stands in its place already."""
    await tx.execute(INSERT_PROOF, *arrays(Proof, [proof]))


async def list_proofs(tx: Tx, manifestation_id: UUID) -> list[Proof]:
    """List the proofs of a dossier, the last one first."""
    rows = await tx.fetch(
        f"""
        SELECT {columns(Proof)}
        FROM proofs
        WHERE manifestation_id = $1
        ORDER BY handed_in_at DESC, proof_id
        """,
        manifestation_id,
    )
    return msgspec.convert([dict(row) for row in rows], list[Proof])


async def find_proof(tx: Tx, manifestation_id: UUID, proof_id: UUID) -> Proof | None:
    """Return a proof of a dossier."""
    row = await tx.fetchrow(
        f"SELECT {columns(Proof)} FROM proofs WHERE manifestation_id = $1 AND proof_id = $2", manifestation_id, proof_id
    )
    return msgspec.convert(dict(row), Proof) if row else None


async def delete_proof(tx: Tx, proof_id: UUID) -> None:
    """Forget a proof."""
    await tx.execute("DELETE FROM proofs WHERE proof_id = $1", proof_id)


async def delete_outlived(tx: Tx, *, before: datetime) -> list[UUID]:
    """Forget the proofs of people who are gone, and those that are too old; returns which they were."""
    rows = await tx.fetch(
        """
        DELETE FROM proofs
        WHERE handed_in_at < $1
            OR handed_in_by IN (SELECT account_id::text FROM known_accounts WHERE gone)
        RETURNING proof_id
        """,
        before,
    )
    return [row["proof_id"] for row in rows]


async def known_of(tx: Tx, proof_ids: Sequence[UUID]) -> set[UUID]:
    """Return those of which there is a row."""
    rows = await tx.fetch("SELECT proof_id FROM proofs WHERE proof_id = ANY($1::uuid[])", proof_ids)
    return {row["proof_id"] for row in rows}
