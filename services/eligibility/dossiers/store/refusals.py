"""The SQL statement that finds what people refused."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from services.eligibility.dossiers.rules.dossier import Refusal
from shared.postgres.database import Tx

LIST_REFUSALS = """
    SELECT structure_id, ruling -> 'manifestation' AS manifestation
    FROM dossiers
    WHERE ruling #>> '{reason,outcome}' = 'not_met'
        AND (structure_id = ANY($1::uuid[]) OR manifestation ->> 'owner' = ANY($2::text[]))
    ORDER BY manifestation_id
    """


async def list_refusals(tx: Tx, *, structure_ids: Sequence[UUID], owners: Sequence[str]) -> list[Refusal]:
    """List what a person refused of these structures and accounts, and nobody accepted since."""
    rows = await tx.fetch(LIST_REFUSALS, structure_ids, owners)
    return msgspec.convert([dict(row) for row in rows], list[Refusal])
