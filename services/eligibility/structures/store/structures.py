"""Every SQL statement about verified structures; a row is the structure as it was told last."""

from collections.abc import Sequence
from uuid import UUID

import asyncpg
import msgspec

from services.eligibility.structures.errors import StructureRecordedMeanwhile
from services.eligibility.structures.rules.structure import Structure
from shared.outbox.append import OutboxRow, insert_outbox
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, assignments, columns, unnest, width

LIST_STRUCTURES = f"""
    SELECT {columns(Structure)}
    FROM structures
    WHERE structure_id = ANY($1::uuid[])
    """

# One statement, so that a structure is never stored without being told.
SAVE_STRUCTURES = f"""
    WITH saved AS (
        INSERT INTO structures ({columns(Structure)})
        SELECT {columns(Structure)}
        FROM {unnest(Structure)}
        ON CONFLICT (structure_id) DO UPDATE
            SET {assignments(Structure, but=("structure_id", "verified_at"))}
            WHERE structures.version < excluded.version
        RETURNING structure_id
    ), told AS (
        {insert_outbox(first=width(Structure) + 1, changed="saved", key="structure_id")}
    )
    SELECT count(*) FROM saved
    """


async def list_structures(tx: Tx, structure_ids: Sequence[UUID]) -> dict[UUID, Structure]:
    """Return those that exist, as they are at the moment."""
    return _by_id(await tx.fetch(LIST_STRUCTURES, structure_ids))


async def lock_structures(tx: Tx, structure_ids: Sequence[UUID]) -> dict[UUID, Structure]:
    """Lock those that exist, in the order of their key."""
    return _by_id(await tx.fetch(f"{LIST_STRUCTURES} ORDER BY structure_id FOR UPDATE", structure_ids))


async def list_states(tx: Tx) -> list[tuple[UUID, int, bool]]:
    """Return key and version of every structure, and whether it has ended."""
    rows = await tx.fetch("SELECT structure_id, version, ended IS NOT NULL AS ended FROM structures")
    return [tuple(row) for row in rows]


async def save_structures(tx: Tx, structures: Sequence[Structure], told: Sequence[OutboxRow]) -> None:
    """Write structures and outbox in one statement; each structure at most once, sorted by key.

    Raises ``StructureRecordedMeanwhile`` where another process wrote one of them after it was found missing.
    """
    written = await tx.fetchval(SAVE_STRUCTURES, *arrays(Structure, structures), *arrays(OutboxRow, told))
    if written != len(structures):
        raise StructureRecordedMeanwhile("Cette structure vient d’être enregistrée : réessayez.", retry_after_seconds=1)


def _by_id(rows: Sequence[asyncpg.Record]) -> dict[UUID, Structure]:
    return {row["structure_id"]: msgspec.convert(dict(row), Structure) for row in rows}
