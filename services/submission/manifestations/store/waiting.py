"""The SQL of what waits for a chamber, region by region."""

from collections.abc import Sequence

import msgspec

from services.submission.manifestations.rules.waiting import WaitingRegion
from shared.postgres.database import Tx


async def list_waiting(tx: Tx, edition: int) -> Sequence[WaitingRegion]:
    """Count by region what its chamber has been asked to look at and has not decided; who waits longest comes first."""
    rows = await tx.fetch(
        """
        SELECT
            coalesce(manifestations.region_code, decisions_heard.region_code, '') AS region_code,
            count(*) AS waiting,
            min(decided_at) AS since
        FROM manifestations
        JOIN decisions_heard ON decisions_heard.manifestation_id = manifestations.id
        WHERE edition = $1
            AND state <> 'withdrawn'
            AND verdict = 'to_review'
            AND judged_version >= manifestations.version
        GROUP BY 1
        ORDER BY since, region_code
        """,
        edition,
    )
    return [msgspec.convert(dict(row), WaitingRegion) for row in rows]
