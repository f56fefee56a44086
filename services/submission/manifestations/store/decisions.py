"""The SQL of decisions heard."""

from collections.abc import Sequence

from services.submission.manifestations.rules.decisions import LastDecision
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, assignments, columns, unnest

UPSERT = f"""
    INSERT INTO decisions_heard ({columns(LastDecision)})
    SELECT {columns(LastDecision)}
    FROM {unnest(LastDecision)}
    ON CONFLICT (manifestation_id) DO UPDATE
        SET {assignments(LastDecision, but=["manifestation_id"])}
        WHERE decisions_heard.version < excluded.version
    """


async def upsert_decisions(tx: Tx, decisions: Sequence[LastDecision]) -> None:
    """Keep the last decision per manifestation; an older one changes nothing."""
    await tx.execute(UPSERT, *arrays(LastDecision, decisions))
