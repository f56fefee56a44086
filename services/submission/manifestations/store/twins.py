"""The SQL of what takes place near by, or is of the same organiser, on the same days."""

from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.store.rows import SELECT_MANIFESTATIONS, manifestation_of
from shared.postgres.database import Tx

MOST_NEAR = 200
"""That are compared: more on one day in one commune there were never."""

LIST_NEAR = f"""
    {SELECT_MANIFESTATIONS}
    WHERE manifestations.id IN (SELECT near_to($1, $2))
        -- Its owner tells these apart by their references: of a large file all that is near would be such.
        AND NOT (manifestations.owner_id = $3 AND manifestations.external_id IS NOT NULL AND $4::text IS NOT NULL)
    ORDER BY manifestations.created_at, manifestations.id
    LIMIT {MOST_NEAR}
    """


async def list_near(tx: Tx, manifestation: Manifestation) -> list[Manifestation]:
    """List what is not withdrawn and shares a day in a commune, or online, with it; the first one registered first.

    What its owner registered under other references is left out where it has one itself.
    """
    records = await tx.fetch(
        LIST_NEAR, manifestation.content, manifestation.edition, manifestation.owner_id, manifestation.external_id
    )
    return [manifestation_of(record) for record in records]
