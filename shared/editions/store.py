"""SQL of the table of editions that every service has: reading it, and keeping a copy of what was told."""

from collections.abc import Sequence

import asyncpg
import msgspec

from shared.contracts.submission import EditionChanged
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, assignments, columns, unnest

LIST = f"SELECT {columns(EditionChanged)} FROM editions ORDER BY year"
FIND = f"SELECT {columns(EditionChanged)} FROM editions WHERE year = $1"
FIND_PRESENT = f"""
    SELECT {columns(EditionChanged)}
    FROM editions
    WHERE state <> 'preparing'
    ORDER BY state = 'open' DESC, year DESC
    LIMIT 1
    """
UPSERT = f"""
    INSERT INTO editions ({columns(EditionChanged)})
    SELECT {columns(EditionChanged)}
    FROM {unnest(EditionChanged)}
    ON CONFLICT (year) DO UPDATE
        SET {assignments(EditionChanged, but=("year",))}
        WHERE editions.version < excluded.version
    """


async def list_editions(tx: Tx) -> list[EditionChanged]:
    """Return all that are known, the earliest first."""
    return [edition_of(row) for row in await tx.fetch(LIST)]


async def find_edition(tx: Tx, year: int) -> EditionChanged | None:
    """Return one; None where it is not known."""
    row = await tx.fetchrow(FIND, year)
    return edition_of(row) if row else None


async def find_present(tx: Tx) -> EditionChanged | None:
    """Return the open edition, else the last that was; None where there is none."""
    row = await tx.fetchrow(FIND_PRESENT)
    return edition_of(row) if row else None


async def list_versions(tx: Tx) -> dict[int, int]:
    """Return the version of each."""
    return {row["year"]: row["version"] for row in await tx.fetch("SELECT year, version FROM editions")}


async def upsert_editions(tx: Tx, editions: Sequence[EditionChanged]) -> None:
    """Keep those that are newer than what is there; each at most once among them."""
    await tx.execute(UPSERT, *arrays(EditionChanged, editions))


def edition_of(row: asyncpg.Record) -> EditionChanged:
    """Return what a row says."""
    return msgspec.convert(dict(row), EditionChanged)
