"""The SQL statement that counts what people decided of structures."""

from collections.abc import Sequence
from uuid import UUID

from services.eligibility.dossiers.rules.trusted import Record
from shared.postgres.database import Tx


async def list_records(tx: Tx, structure_ids: Sequence[UUID]) -> dict[UUID, Record]:
    """Return how many manifestations of each structure people accepted and refused, as their last words are."""
    rows = await tx.fetch(
        """
        SELECT
            structure_id,
            count(*) FILTER (WHERE ruling #>> '{reason,outcome}' = 'met') AS accepted,
            count(*) FILTER (WHERE ruling #>> '{reason,outcome}' = 'not_met') AS refused
        FROM dossiers
        WHERE structure_id = ANY($1::uuid[])
        GROUP BY structure_id
        """,
        structure_ids,
    )
    return {row["structure_id"]: Record(accepted=row["accepted"], refused=row["refused"]) for row in rows}
