"""Use case: judge again what only waited for the register, once it answers."""

import structlog

from services.eligibility.dossiers.judge import ToJudge, judge
from services.eligibility.dossiers.record import record
from services.eligibility.dossiers.store.decisions import list_awaiting_register, lock_dossiers
from services.eligibility.register.client import Register
from services.eligibility.register.look_up import look_up, register_answers
from shared.observability.context import Cause
from shared.periodic import repeat
from shared.postgres.database import Database

BATCH_SIZE = 100

log = structlog.get_logger(__name__)


async def recheck(database: Database, register: Register) -> int:
    """Settle some of the dossiers that wait for the register; returns how many, 0 where it still does not answer."""
    async with database.transaction(readonly=True) as tx:
        waiting = await list_awaiting_register(tx, limit=BATCH_SIZE)
    if not waiting:
        return 0
    await look_up(database, register, [dossier.manifestation.organiser for dossier in waiting])
    async with database.transaction() as tx:
        locked = await lock_dossiers(tx, [dossier.manifestation_id for dossier in waiting])
        # Since they were listed, an amendment, a chamber or another process may have settled some.
        still_waiting = [dossier for dossier in locked.values() if dossier.awaits_register]
        found = await register_answers(tx, [dossier.manifestation.organiser for dossier in still_waiting])
        to_judge = [
            ToJudge(
                manifestation=dossier.manifestation,
                answer=answer,
                previous=dossier,
                cause=Cause(correlation_id=dossier.correlation_id, traceparent=None),
            )
            for dossier, answer in zip(still_waiting, found, strict=True)
            if answer != "unavailable"
        ]
        decisions = await judge(tx, to_judge)
        await record(tx, decisions)
    return len(decisions)


async def recheck_now_and_then(database: Database, register: Register, *, every: float) -> None:
    """Recheck every so many seconds until cancelled, and at once again while that settles something."""

    async def step() -> bool:
        if settled := await recheck(database, register):
            log.info("dossiers_rechecked", settled=settled)
        return settled > 0

    await repeat(step, every=every, failed="recheck_failed")
