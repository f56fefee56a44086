"""Use case: no picture outlives what shows it for long, and no file its row: a loop of the worker."""

from datetime import datetime, timedelta

import structlog

from services.submission.pictures.rules.picture import UNUSED_FOR, folder_of
from services.submission.pictures.store import delete_unused, known_of
from shared.clock import at_present
from shared.objects.store import Objects
from shared.periodic import repeat
from shared.postgres.database import Database

EVERY_SECONDS = 3600
BEING_PUT = timedelta(hours=1)
"""A file as young as this may be one whose row is not written yet."""
FOLDER, DIGEST = "images", -2
"""Where they stand, and which part of a key is the digest."""

log = structlog.get_logger(__name__)


async def forget_unused(database: Database, objects: Objects, *, now: datetime) -> int:
    """Forget pictures that nothing shows, and files that no row names; returns how many files are gone."""
    async with database.transaction() as tx:
        forgotten = await delete_unused(tx, before=now - UNUSED_FOR)
    gone = 0
    for sha256 in forgotten:
        async for found in objects.list(folder_of(sha256)):
            await objects.delete(found.key)
            gone += 1
    old = [found.key async for found in objects.list(FOLDER) if found.changed_at < now - BEING_PUT]
    async with database.transaction(readonly=True) as tx:
        known = await known_of(tx, list({key.split("/")[DIGEST] for key in old}))
    for key in old:
        if key.split("/")[DIGEST] not in known:
            await objects.delete(key)
            gone += 1
    return gone


async def forget_unused_now_and_then(database: Database, objects: Objects) -> None:
    """Do so until cancelled; what fails is found again."""

    async def step() -> None:
        if gone := await forget_unused(database, objects, now=at_present()):
            log.info("pictures_tidied", files=gone)

    await repeat(step, every=EVERY_SECONDS, failed="pictures_not_tidied")
