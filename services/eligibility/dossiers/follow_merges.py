"""Use case: dossiers of a structure that was merged into another follow it, and what is published of them too."""

from dataclasses import replace
from uuid import UUID

from services.eligibility.dossiers.record import record
from services.eligibility.dossiers.rules.dossier import Dossier, NewDecision
from services.eligibility.dossiers.store.merged import lock_left_behind
from shared.observability.context import Cause
from shared.postgres.database import Tx

BATCH_SIZE = 100


async def follow_merges(tx: Tx) -> int:
    """Lead some on, each as the next version of the same decision; returns how many."""
    left_behind = await lock_left_behind(tx, limit=BATCH_SIZE)
    await record(
        tx,
        [
            NewDecision(
                dossier=_led_on(dossier, kept_id),
                cause=Cause(correlation_id=dossier.correlation_id, traceparent=None),
            )
            for dossier, kept_id in left_behind
        ],
    )
    return len(left_behind)


def _led_on(dossier: Dossier, kept_id: UUID) -> Dossier:
    published = dossier.published
    return replace(
        dossier,
        version=dossier.version + 1,
        structure_id=kept_id,
        published=published and replace(published, structure_id=kept_id),
    )
