"""Use case: a platform that knows no edition begins with the one that ships with it."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import structlog

from services.submission.editions.bodies.edition import edition_in
from services.submission.editions.bodies.file import FIRST_EDITION, read_edition
from services.submission.editions.store import save_edition
from shared.contracts.submission import EditionChanged
from shared.editions.store import list_versions
from shared.errors import VersionChanged
from shared.observability.failures import error_line
from shared.postgres.database import Database, Tx

AGAIN_SECONDS = 2

log = structlog.get_logger(__name__)


def first_edition(*, now: datetime) -> EditionChanged:
    """Return the edition that ships, open."""
    body = read_edition(FIRST_EDITION.read_text(encoding="utf-8"))
    return replace(edition_in(body, now=now), state="open")


async def begin_with_first(tx: Tx, *, now: datetime) -> bool:
    """Write the edition that ships, and tell it, unless there is any."""
    if await list_versions(tx):
        return False
    try:
        await save_edition(tx, first_edition(now=now))
    except VersionChanged:
        # Another process began with it just now.
        return False
    return True


async def keep_trying_to_begin(database: Database) -> None:
    """Do so once the database answers, then stay: a loop that ends would end its process."""
    while True:
        try:
            async with database.transaction() as tx:
                begun = await begin_with_first(tx, now=datetime.now(UTC))
            break
        except Exception as error:  # noqa: BLE001  an outage passes, and a missing migration is run
            log.warning("first_edition_waits", error=error_line(error))
        await asyncio.sleep(AGAIN_SECONDS)
    if begun:
        log.info("first_edition_opened")
    await asyncio.Event().wait()
