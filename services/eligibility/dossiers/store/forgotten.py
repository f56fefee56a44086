"""The SQL statement that finds which decisions the history has as they were told."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from shared.contracts.eligibility import EligibilityDecided
from shared.postgres.database import Tx

LIST_KNOWN = """
    SELECT manifestation_id, version, decided_at
    FROM decisions AS known
    JOIN unnest($1::uuid[], $2::bigint[], $3::timestamptz[]) AS told (manifestation_id, version, decided_at)
        USING (manifestation_id, version, decided_at)
    """


async def list_known(tx: Tx, told: Sequence[EligibilityDecided]) -> set[tuple[UUID, int, datetime]]:
    """Return key, version and date of the known ones."""
    rows = await tx.fetch(
        LIST_KNOWN,
        [each.manifestation_id for each in told],
        [each.version for each in told],
        [each.decided_at for each in told],
    )
    return {tuple(row) for row in rows}
