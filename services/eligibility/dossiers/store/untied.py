"""The SQL statement that finds dossiers which waited for a chamber to recognise their account."""

from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.dossiers.store.rows import DossierRow, dossier_of
from shared.postgres.database import Tx
from shared.postgres.rows import columns

# The condition on reasons is that of the index.
LOCK_TIED_SINCE = f"""
    SELECT {columns(DossierRow)}
    FROM dossiers
    WHERE verdict = 'to_review'
        AND reasons @> '[{{"code": "account_not_tied"}}]'
        AND EXISTS (
            SELECT FROM ties_in_force AS tie
            WHERE account = manifestation ->> 'owner'
                AND (tie.structure_id = dossiers.structure_id OR tie.structure_id IS NULL)
        )
    ORDER BY manifestation_id
    LIMIT $1
    FOR UPDATE SKIP LOCKED
    """


async def lock_tied_since(tx: Tx, *, limit: int) -> list[Dossier]:
    """Lock some that no other worker has."""
    return [dossier_of(row) for row in await tx.fetch(LOCK_TIED_SINCE, limit)]
