"""SQL of the files that were sent."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec

from services.submission.imports.sent_file import Import
from shared.identity.caller import Caller
from shared.postgres.database import Tx
from shared.postgres.rows import columns

COLUMNS = columns(Import)
FIND = f"SELECT {COLUMNS} FROM imports WHERE account_id = $1 AND import_id = $2"
LOCK = f"SELECT {COLUMNS} FROM imports WHERE import_id = $1 FOR UPDATE"
LIST = f"SELECT {COLUMNS} FROM imports WHERE account_id = $1 ORDER BY created_at DESC LIMIT $2"


async def insert_import(
    tx: Tx,
    import_id: UUID,
    *,
    caller: Caller,
    file_name: str,
    content: bytes,
    address: str | None,
    options: Any,
    send: bool,
) -> None:
    """Write a file that was sent."""
    await tx.execute(
        """
        INSERT INTO imports (import_id, account_id, caller, file_name, content, address, options, send)
        VALUES ($1, $2, $3::jsonb, $4, $5, $6, $7::jsonb, $8)
        """,
        import_id,
        caller.account_id,
        {"role": caller.role, "region_code": caller.region_code, "team_ids": caller.team_ids},
        file_name,
        content,
        address,
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


async def write_content(tx: Tx, import_id: UUID, content: bytes) -> None:
    """Keep what was fetched."""
    await tx.execute("UPDATE imports SET content = $2 WHERE import_id = $1", import_id, content)


async def refuse_import(tx: Tx, import_id: UUID, refusal: str) -> None:
    """Write why nothing of the file can be used."""
    await tx.execute(
        "UPDATE imports SET state = 'refused', refusal = $2, changed_at = now() WHERE import_id = $1",
        import_id,
        refusal,
    )


async def move_import(tx: Tx, import_id: UUID, state: str) -> None:
    """Write where an import is."""
    await tx.execute("UPDATE imports SET state = $2, changed_at = now() WHERE import_id = $1", import_id, state)


async def write_options(tx: Tx, import_id: UUID, options: Any) -> None:
    """Write with which answers a file is read."""
    await tx.execute("UPDATE imports SET options = $2::jsonb WHERE import_id = $1", import_id, options)


async def delete_imports_of(tx: Tx, account_id: str) -> None:
    """Forget the files of an account, and how it reads columns."""
    await tx.execute("DELETE FROM imports WHERE account_id = $1", account_id)
    await tx.execute("DELETE FROM import_columns WHERE account_id = $1", account_id)


async def delete_old_imports(tx: Tx, kept: timedelta) -> None:
    """Forget files that are older."""
    await tx.execute("DELETE FROM imports WHERE created_at < now() - $1::interval", kept)
