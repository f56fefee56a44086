"""The SQL statement that finds what chambers found structures to be."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from services.eligibility.dossiers.rules.recognised import Recognition
from services.eligibility.dossiers.rules.status import status_in
from shared.contracts.eligibility import Reason
from shared.postgres.database import Tx

# What ends by the clock rests on a chamber's word; the register's facts end nothing.
LIST_RECOGNITIONS = """
    SELECT DISTINCT ON (structure_id) structure_id, manifestation_id, ruling -> 'reason' AS word
    FROM dossiers
    WHERE verifies AND structure_id = ANY($1::uuid[]) AND verified_until > $2
    ORDER BY structure_id, verified_until DESC, manifestation_id
    """


async def list_recognitions(tx: Tx, structure_ids: Sequence[UUID], *, at: datetime) -> dict[UUID, Recognition]:
    """Return the one that holds longest of each structure, by structure; those of whom there is none are left out."""
    found = {}
    for row in await tx.fetch(LIST_RECOGNITIONS, structure_ids, at):
        status = status_in(msgspec.convert(row["word"], Reason).facts)
        if status is not None:
            found[row["structure_id"]] = Recognition(
                structure_id=row["structure_id"], manifestation_id=row["manifestation_id"], status=status
            )
    return found
