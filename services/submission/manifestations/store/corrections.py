"""The SQL of corrections that were made."""

from uuid import UUID

from shared.postgres.database import Tx


async def claim_correction(tx: Tx, correction_id: UUID) -> bool:
    """Note that it is made; False where it was before."""
    return bool(
        await tx.fetchval(
            "INSERT INTO corrections_heard (correction_id) VALUES ($1) ON CONFLICT DO NOTHING RETURNING true",
            correction_id,
        )
    )
