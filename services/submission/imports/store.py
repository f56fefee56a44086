"""SQL of imports."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec

from services.submission.imports.columns.guess import Column
from services.submission.imports.rules.rows import ImportRow
from services.submission.imports.sent_file import Import
from shared.identity.caller import Caller
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, columns, unnest

COLUMNS = columns(Import)
FIND = f"SELECT {COLUMNS} FROM imports WHERE account_id = $1 AND import_id = $2"
LOCK = f"SELECT {COLUMNS} FROM imports WHERE import_id = $1 FOR UPDATE"
LIST = f"SELECT {COLUMNS} FROM imports WHERE account_id = $1 ORDER BY created_at DESC LIMIT $2"
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


async def insert_import(
    tx: Tx, import_id: UUID, *, caller: Caller, file_name: str, content: bytes, options: Any, send: bool
) -> None:
    """Write a file that was sent."""
    await tx.execute(
        """
        INSERT INTO imports (import_id, account_id, caller, file_name, content, options, send)
        VALUES ($1, $2, $3::jsonb, $4, $5, $6::jsonb, $7)
        """,
        import_id,
        caller.account_id,
        {"role": caller.role, "region_code": caller.region_code, "team_ids": caller.team_ids},
        file_name,
        content,
        options,
        send,
    )


async def count_of_a_day(tx: Tx, account_id: str) -> int:
    """Return how many files an account has sent since yesterday."""
    return int(
        await tx.fetchval(
            "SELECT count(*) FROM imports WHERE account_id = $1 AND created_at > now() - interval '1 day'", account_id
        )
    )


async def find_import(tx: Tx, account_id: str, import_id: UUID) -> Import | None:
    """Return an import of an account."""
    row = await tx.fetchrow(FIND, account_id, import_id)
    return msgspec.convert(dict(row), Import) if row else None


async def lock_import(tx: Tx, import_id: UUID) -> Import | None:
    """Return one and let nobody else change it before this transaction ends; None where it was forgotten."""
    row = await tx.fetchrow(LOCK, import_id)
    return msgspec.convert(dict(row), Import) if row else None


async def list_imports(tx: Tx, account_id: str, limit: int) -> list[Import]:
    """List those of an account, the last one first."""
    return [msgspec.convert(dict(row), Import) for row in await tx.fetch(LIST, account_id, limit)]


async def find_content(tx: Tx, import_id: UUID) -> bytes:
    """Return the file as it was sent."""
    return bytes(await tx.fetchval("SELECT content FROM imports WHERE import_id = $1", import_id))


async def refuse_import(tx: Tx, import_id: UUID, refusal: str) -> None:
    """Write why nothing of the file can be used."""
    await tx.execute(
        "UPDATE imports SET state = 'refused', refusal = $2, changed_at = now() WHERE import_id = $1",
        import_id,
        refusal,
    )


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


async def move_import(tx: Tx, import_id: UUID, state: str) -> None:
    """Write where an import is."""
    await tx.execute("UPDATE imports SET state = $2, changed_at = now() WHERE import_id = $1", import_id, state)


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


async def list_remembered(tx: Tx, account_id: str) -> dict[str, dict[str, str]]:
    """Return how an account reads columns, by shape."""
    rows = await tx.fetch("SELECT shape, columns FROM import_columns WHERE account_id = $1", account_id)
    return {row["shape"]: row["columns"] for row in rows}


async def remember_columns(tx: Tx, account_id: str, shape: str, chosen: dict[str, str]) -> None:
    """Keep how an account reads files of one shape."""
    await tx.execute(
        """
        INSERT INTO import_columns (account_id, shape, columns)
        VALUES ($1, $2, $3::jsonb)
        ON CONFLICT (account_id, shape) DO UPDATE
            SET columns = excluded.columns,
                changed_at = now()
        """,
        account_id,
        shape,
        chosen,
    )


async def delete_imports_of(tx: Tx, account_id: str) -> None:
    """Forget the files of an account, and how it reads columns."""
    await tx.execute("DELETE FROM imports WHERE account_id = $1", account_id)
    await tx.execute("DELETE FROM import_columns WHERE account_id = $1", account_id)


async def delete_old_imports(tx: Tx, kept: timedelta) -> None:
    """Forget files that are older."""
    await tx.execute("DELETE FROM imports WHERE created_at < now() - $1::interval", kept)
