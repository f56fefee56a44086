"""Use case: an edition opens, or is archived."""

from dataclasses import replace
from datetime import datetime

from services.submission.editions.errors import NotOpen
from services.submission.editions.store import lock_editions, save_edition
from shared.contracts.submission import EditionChanged
from shared.editions.errors import EditionUnknown
from shared.postgres.database import Tx
from shared.versions import require_version


async def open_edition(tx: Tx, year: int, *, now: datetime, expected_version: int | None = None) -> EditionChanged:
    """Open an edition in preparation, or one that was archived; raises ``AnotherIsOpen`` and ``VersionChanged``."""
    present = await _present(tx, year, expected_version)
    if present.state == "open":
        return present
    return await _moved(tx, replace(present, state="open"), now=now)


async def archive_edition(tx: Tx, year: int, *, now: datetime, expected_version: int | None = None) -> EditionChanged:
    """Close an open edition for writing; it stays readable. Raises ``NotOpen`` and ``VersionChanged``."""
    present = await _present(tx, year, expected_version)
    if present.state == "archived":
        return present
    if present.state != "open":
        raise NotOpen(year)
    return await _moved(tx, replace(present, state="archived"), now=now)


async def _present(tx: Tx, year: int, expected_version: int | None) -> EditionChanged:
    present = (await lock_editions(tx, [year])).get(year)
    if present is None:
        raise EditionUnknown(year)
    if expected_version is not None:
        require_version(expected_version, present.version)
    return present


async def _moved(tx: Tx, edition: EditionChanged, *, now: datetime) -> EditionChanged:
    moved = replace(edition, version=edition.version + 1, changed_at=now)
    await save_edition(tx, moved)
    return moved
