"""Use case: a structure that has ceased since it was verified is no longer told."""

from datetime import UTC, datetime, timedelta

import structlog

from services.eligibility.criteria.facts import RegisterFacts
from services.eligibility.criteria.organiser import organiser as judged
from services.eligibility.register.client import Register
from services.eligibility.register.look_up import look_up, register_answers
from services.eligibility.structures.change import change_structures
from services.eligibility.structures.rules.standing import ceased
from services.eligibility.structures.store.looks import list_long_unseen, save_looks
from shared.periodic import repeat
from shared.postgres.database import Database

UNSEEN = timedelta(days=7)
BATCH_SIZE = 20

log = structlog.get_logger(__name__)


async def watch(database: Database, register: Register) -> int:
    """Ask about some that were not asked about for a week; returns how many have ceased.

    What may live on outside the register of companies, as an association, has not.
    """
    now = datetime.now(UTC)
    async with database.transaction(readonly=True) as tx:
        unseen = await list_long_unseen(tx, before=now - UNSEEN, limit=BATCH_SIZE)
    if not unseen:
        return 0
    organisers = [organiser for _, organiser in unseen]
    await look_up(database, register, organisers)
    async with database.transaction() as tx:
        answers = await register_answers(tx, organisers)
        answered = [
            (one, who, answer) for (one, who), answer in zip(unseen, answers, strict=True) if answer != "unavailable"
        ]
        gone = [
            one
            for one, who, answer in answered
            if isinstance(answer, RegisterFacts) and judged(who, answer).code == "unit_ceased"
        ]
        if gone:
            async with change_structures(tx, gone) as structures:
                structures.update({one: ceased(structure) for one, structure in structures.items()})
        await save_looks(tx, sorted(one for one, _, _ in answered), at=now)
    return len(gone)


async def watch_now_and_then(database: Database, register: Register, *, every: float) -> None:
    """Watch every so many seconds until cancelled."""

    async def step() -> None:
        if gone := await watch(database, register):
            log.info("structures_ceased", structures=gone)

    await repeat(step, every=every, failed="structures_not_watched")
