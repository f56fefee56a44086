"""Use case: no proof outlives the person who handed it in, and no file its row: a loop of the worker."""

from datetime import datetime, timedelta
from itertools import count
from uuid import UUID

import structlog

from services.eligibility.proofs.rules.proof import FOLDER, KEPT_FOR, key_of
from services.eligibility.proofs.store import delete_outlived, known_of
from shared.clock import at_present
from shared.objects.store import Objects
from shared.periodic import repeat
from shared.postgres.database import Database

EVERY_SECONDS = 10.0
ROUNDS_BETWEEN_LISTINGS = 360
"""A listing of a bucket costs money; an hour is soon enough for what a crash left behind."""
BEING_PUT = timedelta(hours=1)
"""A file as young as this may be one whose row is not written yet."""

log = structlog.get_logger(__name__)


async def forget_outlived(database: Database, objects: Objects, *, now: datetime) -> int:
    """Forget proofs of accounts that are gone, and old ones; returns how many."""
    async with database.transaction() as tx:
        gone = await delete_outlived(tx, before=now - KEPT_FOR)
    for proof_id in gone:
        await objects.delete(key_of(proof_id))
    return len(gone)


async def remove_strays(database: Database, objects: Objects, *, now: datetime) -> int:
    """Remove files that no row names; returns how many."""
    old = [found.key async for found in objects.list(FOLDER) if found.changed_at < now - BEING_PUT]
    ids = {UUID(key.removeprefix(f"{FOLDER}/")): key for key in old}
    async with database.transaction(readonly=True) as tx:
        known = await known_of(tx, list(ids))
    strays = [key for proof_id, key in ids.items() if proof_id not in known]
    for key in strays:
        await objects.delete(key)
    return len(strays)


async def tidy_now_and_then(database: Database, objects: Objects) -> None:
    """Do both until cancelled, the second once an hour; what fails is found again."""
    rounds = count()

    async def step() -> None:
        now = at_present()
        forgotten = await forget_outlived(database, objects, now=now)
        strays = 0 if next(rounds) % ROUNDS_BETWEEN_LISTINGS else await remove_strays(database, objects, now=now)
        if forgotten or strays:
            log.info("proofs_tidied", forgotten=forgotten, strays=strays)

    await repeat(step, every=EVERY_SECONDS, failed="proofs_not_tidied")
