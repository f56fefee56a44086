"""The SQL of decisions that were weighed for a mail."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from services.submission.manifestations.rules.letters import Announced
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, assignments, columns, unnest

UPSERT = f"""
    INSERT INTO decisions_announced ({columns(Announced)})
    SELECT {columns(Announced)}
    FROM {unnest(Announced)}
    ON CONFLICT (manifestation_id) DO UPDATE
        SET {assignments(Announced, but=["manifestation_id"])}
        WHERE decisions_announced.version < excluded.version
    """

LOCK = f"""
    SELECT {columns(Announced)}
    FROM decisions_announced
    WHERE manifestation_id = ANY($1::uuid[])
    ORDER BY manifestation_id
    FOR UPDATE
    """


async def lock_announced(tx: Tx, manifestation_ids: Sequence[UUID]) -> dict[UUID, Announced]:
    """Return the decisions weighed last, by manifestation."""
    rows = await tx.fetch(LOCK, manifestation_ids)
    found = [msgspec.convert(dict(row), Announced) for row in rows]
    return {each.manifestation_id: each for each in found}


async def upsert_announced(tx: Tx, announced: Sequence[Announced]) -> None:
    """Keep the last decision weighed per manifestation; an older one changes nothing."""
    await tx.execute(UPSERT, *arrays(Announced, announced))
