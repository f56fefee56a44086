"""Every SQL statement of the log."""

from collections.abc import Sequence

import asyncpg
import msgspec

from services.eligibility.audit.rules import Action, Line
from shared.postgres.database import Tx
from shared.postgres.rows import columns, one_row, values

ACTION = columns(Action)
INSERT_LINE = f"""
    INSERT INTO audit_lines (number, hash, {ACTION})
    SELECT $1, $2, {ACTION}
    FROM {one_row(Action, first=3)}
    """


async def lock_head(tx: Tx) -> tuple[int, bytes]:
    """Return number and hash of the last line, which nobody else adds to before the transaction ends."""
    [row] = await tx.fetch("SELECT number, hash FROM audit_head FOR UPDATE")
    return row["number"], bytes(row["hash"])


async def insert_line(tx: Tx, line: Line) -> None:
    """Add a line."""
    await tx.execute(INSERT_LINE, line.number, line.hash, *values(Action, line.action))
    await tx.execute("UPDATE audit_head SET number = $1, hash = $2", line.number, line.hash)


async def get_head(tx: Tx) -> tuple[int, bytes]:
    """Return number and hash of the last line."""
    [row] = await tx.fetch("SELECT number, hash FROM audit_head")
    return row["number"], bytes(row["hash"])


async def list_lines(tx: Tx, *, after: int, limit: int) -> list[Line]:
    """List lines in order, from the one behind ``after``."""
    return _lines(
        await tx.fetch(
            f"SELECT number, hash, {ACTION} FROM audit_lines WHERE number > $1 ORDER BY number LIMIT $2", after, limit
        )
    )


async def list_latest(tx: Tx, *, regions: Sequence[str] | None, before: int | None, limit: int) -> list[Line]:
    """List the latest lines of these desks, of all where it is None; ``before`` is the number of the page before."""
    return _lines(
        await tx.fetch(
            f"""
            SELECT number, hash, {ACTION}
            FROM audit_lines
            WHERE ($1::text[] IS NULL OR region_code = ANY($1)) AND ($2::bigint IS NULL OR number < $2)
            ORDER BY number DESC
            LIMIT $3
            """,
            regions,
            before,
            limit,
        )
    )


def _lines(rows: Sequence[asyncpg.Record]) -> list[Line]:
    return [
        Line(
            number=row["number"],
            hash=bytes(row["hash"]),
            action=msgspec.convert({name: row[name] for name in Action.__dataclass_fields__}, Action),
        )
        for row in rows
    ]
