"""Use case: what waited for an account to be recognised is judged again once it is."""

from services.eligibility.dossiers.judge import ToJudge, judge
from services.eligibility.dossiers.record import record
from services.eligibility.dossiers.store.untied import lock_tied_since
from shared.observability.context import Cause
from shared.postgres.database import Tx

BATCH_SIZE = 100


async def follow_ties(tx: Tx) -> int:
    """Judge some again, on what is known of them; returns how many."""
    dossiers = await lock_tied_since(tx, limit=BATCH_SIZE)
    to_judge = [
        ToJudge(
            manifestation=dossier.manifestation,
            answer=dossier.register_answer,
            previous=dossier,
            cause=Cause(correlation_id=dossier.correlation_id, traceparent=None),
        )
        for dossier in dossiers
    ]
    await record(tx, await judge(tx, to_judge))
    return len(dossiers)
