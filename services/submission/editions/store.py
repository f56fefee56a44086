"""SQL of the editions as their owner changes them."""

from collections.abc import Sequence

import asyncpg

from services.submission.editions.errors import AnotherIsOpen
from shared.contracts.submission import EDITIONS, EditionChanged
from shared.editions.store import edition_of
from shared.errors import VersionChanged
from shared.outbox.append import OutboxRow, insert_outbox, outbox_row
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, assignments, columns, unnest, width

LOCK = f"SELECT {columns(EditionChanged)} FROM editions WHERE year = ANY($1::int[]) ORDER BY year FOR UPDATE"

# One statement, so that an edition is never changed without being told.
SAVE = f"""
    WITH saved AS (
        INSERT INTO editions ({columns(EditionChanged)})
        SELECT {columns(EditionChanged)}
        FROM {unnest(EditionChanged)}
        ON CONFLICT (year) DO UPDATE
            SET {assignments(EditionChanged, but=("year",))}
            WHERE editions.version < excluded.version
        RETURNING year
    ), told AS (
        {insert_outbox(first=width(EditionChanged) + 1, changed="saved", key="year")}
    )
    SELECT true FROM saved
    """


async def lock_editions(tx: Tx, years: Sequence[int]) -> dict[int, EditionChanged]:
    """Lock those that exist, until the transaction ends."""
    return {row["year"]: edition_of(row) for row in await tx.fetch(LOCK, years)}


async def save_edition(tx: Tx, edition: EditionChanged) -> None:
    """Write an edition and tell it; raises ``VersionChanged`` where another wrote first, and ``AnotherIsOpen``."""
    told = outbox_row(EDITIONS, edition)
    try:
        written = await tx.fetchval(SAVE, *arrays(EditionChanged, [edition]), *arrays(OutboxRow, [told]))
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name != "editions_one_is_open":
            raise
        raise AnotherIsOpen(edition.year) from error
    if not written:
        raise VersionChanged("Cette édition vient d’être modifiée : relisez-la, puis reportez-y votre changement.")
