"""SQL of the records of a file, and of how far it is."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from services.submission.imports.columns.guess import Column
from services.submission.imports.rules.rows import ImportRow
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, columns, unnest

ROWS = f"""
    SELECT {columns(ImportRow)}
    FROM import_rows
    WHERE import_id = $1
        AND number > $2
    ORDER BY number
    LIMIT $3
    """
OPEN_ROWS = f"""
    SELECT {columns(ImportRow)}
    FROM import_rows
    WHERE import_id = $1
        AND NOT settled
    ORDER BY number
    """
INSERT_ROWS = f"""
    INSERT INTO import_rows (import_id, {columns(ImportRow)})
    SELECT $1, {columns(ImportRow)}
    FROM {unnest(ImportRow, first=2)}
    """
SETTLE = f"""
    UPDATE import_rows
    SET outcome = incoming.outcome,
        message = incoming.message,
        notes = incoming.notes,
        reference = incoming.reference,
        manifestation_id = incoming.manifestation_id,
        draft_id = incoming.draft_id,
        settled = true
    FROM {unnest(ImportRow, first=2)}
    WHERE import_rows.import_id = $1
        AND import_rows.number = incoming.number
    """


async def write_read(
    tx: Tx, import_id: UUID, *, rows: Sequence[ImportRow], notes: Sequence[str], found: Sequence[Column], shape: str
) -> None:
    """Write what the file says, in place of what an earlier reading of it said."""
    await tx.execute("DELETE FROM import_rows WHERE import_id = $1", import_id)
    await tx.execute(INSERT_ROWS, import_id, *arrays(ImportRow, rows))
    await tx.execute(
        """
        UPDATE imports
        SET state = 'read',
            notes = $2::jsonb,
            columns = $3::jsonb,
            shape = $4,
            records = $5,
            done = 0,
            changed_at = now()
        WHERE import_id = $1
        """,
        import_id,
        list(notes),
        list(found),
        shape,
        len(rows),
    )


async def list_rows(tx: Tx, import_id: UUID, *, after: int, limit: int) -> list[ImportRow]:
    """List records, in the order of the file."""
    return [msgspec.convert(dict(row), ImportRow) for row in await tx.fetch(ROWS, import_id, after, limit)]


async def list_open_rows(tx: Tx, import_id: UUID) -> list[ImportRow]:
    """List the records about which something is still to be done."""
    return [msgspec.convert(dict(row), ImportRow) for row in await tx.fetch(OPEN_ROWS, import_id)]


async def settle_rows(tx: Tx, import_id: UUID, rows: Sequence[ImportRow]) -> None:
    """Write what became of records, and how far the import is."""
    await tx.execute(SETTLE, import_id, *arrays(ImportRow, rows))
    await tx.execute(
        "UPDATE imports SET done = done + $2, changed_at = now() WHERE import_id = $1", import_id, len(rows)
    )


async def count_outcomes(tx: Tx, import_id: UUID) -> dict[str, int]:
    """Return how many records ended in which way."""
    rows = await tx.fetch(
        "SELECT outcome, count(*) AS records FROM import_rows WHERE import_id = $1 GROUP BY outcome", import_id
    )
    return {row["outcome"]: row["records"] for row in rows}
