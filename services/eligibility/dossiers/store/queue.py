"""The SQL statements of a chamber's queue: dossiers and their history, to read."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.dossiers.rules.past import PastDecision
from services.eligibility.dossiers.store.rows import DossierRow, dossier_of
from shared.contracts.eligibility import Verdict
from shared.identity.caller import Caller
from shared.postgres.database import Tx
from shared.postgres.rows import columns

FIND_DOSSIER = f"""
    SELECT {columns(DossierRow)}
    FROM dossiers
    WHERE manifestation_id = $1
    """

LIST_DOSSIERS = f"""
    SELECT {columns(DossierRow)}
    FROM dossiers
    WHERE ($1::text[] IS NULL OR region_code = ANY($1) OR (appeal IS NOT NULL AND desk_region = ANY($1)))
        AND ($2::text IS NULL OR verdict = $2)
        AND ($8::boolean IS NULL OR $8 = (appeal IS NOT NULL))
        AND ($3::timestamptz IS NULL OR (opened_at, manifestation_id) > ($3, $4::uuid))
        AND (appeal IS NULL OR (NOT barred ? $6 AND ($7 OR desk_region = ANY($1))))
    ORDER BY opened_at, manifestation_id
    LIMIT $5
    """

LIST_DECISIONS = f"""
    SELECT {columns(PastDecision)}
    FROM decisions
    WHERE manifestation_id = $1
    ORDER BY version
    """


async def find_dossier(tx: Tx, manifestation_id: UUID) -> Dossier | None:
    """Return the dossier of a manifestation."""
    row = await tx.fetchrow(FIND_DOSSIER, manifestation_id)
    return dossier_of(row) if row else None


async def list_dossiers(
    tx: Tx,
    *,
    caller: Caller,
    regions: Sequence[str] | None,
    verdict: Verdict | None,
    appealed: bool | None,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> list[Dossier]:
    """List the dossiers of some regions, of all and of none where they are None, those that were opened first on top.

    Appeals are listed for those alone who hear them.
    """
    opened_at, manifestation_id = after or (None, None)
    hears = (caller.account_id, caller.role == "national")
    rows = await tx.fetch(LIST_DOSSIERS, regions, verdict, opened_at, manifestation_id, limit, *hears, appealed)
    return [dossier_of(row) for row in rows]


async def list_decisions(tx: Tx, manifestation_id: UUID) -> list[PastDecision]:
    """List every decision on a manifestation, from the first to the one in force."""
    return msgspec.convert([dict(row) for row in await tx.fetch(LIST_DECISIONS, manifestation_id)], list[PastDecision])
