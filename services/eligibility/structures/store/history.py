"""The SQL statements of what a structure has been: its numbers, and the ids that it has had."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from shared.postgres.database import Tx
from shared.postgres.rows import columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """An id that turned out to be of the same structure."""

    gone_id: UUID
    kept_id: UUID
    tied_by: str
    """The number that led to the id which goes, when the register showed that both are one."""
    found_at: datetime
    done_at: datetime | None
    """When readers were told."""


# An id may have been kept before it went itself.
LIST_MERGES = f"""
    WITH RECURSIVE before AS (
        SELECT {columns(Merge)} FROM structure_merges WHERE kept_id = $1
        UNION
        SELECT {columns(Merge, prefix="earlier.")}
        FROM structure_merges AS earlier
        JOIN before ON earlier.kept_id = before.gone_id
    )
    SELECT {columns(Merge)} FROM before ORDER BY found_at, gone_id
    """


async def list_numbers(tx: Tx, structure_id: UUID) -> tuple[str, ...]:
    """Return the numbers that lead to an id, in the order in which they were met."""
    rows = await tx.fetch("SELECT number FROM structure_numbers WHERE structure_id = $1 ORDER BY rank", structure_id)
    return tuple(row["number"] for row in rows)


async def list_merges(tx: Tx, structure_id: UUID) -> tuple[Merge, ...]:
    """Return what was merged into a structure, and into those before."""
    rows = await tx.fetch(LIST_MERGES, structure_id)
    return tuple(msgspec.convert([dict(row) for row in rows], list[Merge]))
