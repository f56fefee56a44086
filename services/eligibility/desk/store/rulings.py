"""The SQL statements of what was decided at a desk and is told a little later."""

from collections.abc import Sequence
from uuid import UUID

import asyncpg
import msgspec

from services.eligibility.desk.rules.said import HeldRuling, State
from shared.outbox.append import OutboxRow, insert_outbox
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, columns, one_row, values

RULING = columns(HeldRuling)
INSERT_RULING = f"""
    INSERT INTO desk_rulings ({RULING})
    SELECT {RULING}
    FROM {one_row(HeldRuling)}
    ON CONFLICT (manifestation_id) WHERE state = 'held' DO NOTHING
    RETURNING true
    """
LIST_BATCH = f"SELECT {RULING} FROM desk_rulings WHERE batch_id = $1 ORDER BY manifestation_id"
# One statement, so that what is asked for is told if it is done.
FINISH = f"""
    WITH finished AS (
        UPDATE desk_rulings
        SET state = $2, outcome = $3
        WHERE ruling_id = $1 AND state = 'held'
        RETURNING ruling_id
    ), told AS (
        {insert_outbox(first=4, changed="finished", key="ruling_id")}
    )
    SELECT count(*) FROM finished
    """


async def insert_ruling(tx: Tx, held: HeldRuling) -> bool:
    """Keep what was said; False where somebody else has said something of the same dossier that is not told yet."""
    return bool(await tx.fetchval(INSERT_RULING, *values(HeldRuling, held)))


async def lock_ruling(tx: Tx, ruling_id: UUID) -> HeldRuling | None:
    """Return what was said, which nobody else carries out or undoes before the transaction ends."""
    row = await tx.fetchrow(f"SELECT {RULING} FROM desk_rulings WHERE ruling_id = $1 FOR UPDATE", ruling_id)
    return _ruling(row) if row else None


async def lock_batch(tx: Tx, batch_id: UUID) -> list[HeldRuling]:
    """Return what was said at one go, locked in the same way."""
    return [_ruling(row) for row in await tx.fetch(f"{LIST_BATCH} FOR UPDATE", batch_id)]


async def list_batch(tx: Tx, batch_id: UUID) -> list[HeldRuling]:
    """Return what was said at one go."""
    return [_ruling(row) for row in await tx.fetch(LIST_BATCH, batch_id)]


async def find_last_ruling(tx: Tx, manifestation_id: UUID) -> HeldRuling | None:
    """Return what was said last of a dossier and was not undone."""
    row = await tx.fetchrow(
        f"""
        SELECT {RULING}
        FROM desk_rulings
        WHERE manifestation_id = $1 AND state <> 'undone'
        ORDER BY made_at DESC
        LIMIT 1
        """,
        manifestation_id,
    )
    return _ruling(row) if row else None


async def finish_ruling(
    tx: Tx, ruling_id: UUID, state: State, *, outcome: str | None = None, told: Sequence[OutboxRow] = ()
) -> None:
    """Note what became of it, and tell what is to be told of it."""
    await tx.execute(FINISH, ruling_id, state, outcome, *arrays(OutboxRow, told))


def _ruling(row: asyncpg.Record) -> HeldRuling:
    return msgspec.convert(dict(row), HeldRuling)
