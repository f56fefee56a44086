"""Every SQL statement about verified structures; a row is the structure as it is told."""

from collections.abc import Sequence
from uuid import UUID

import asyncpg
import msgspec

from services.eligibility.structures.errors import StructureRecordedMeanwhile
from shared.contracts.eligibility import StructureVerified
from shared.outbox.append import OutboxRow, insert_outbox
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, assignments, columns, unnest, width

LIST_STRUCTURES = f"""
    SELECT {columns(StructureVerified)}
    FROM structures
    WHERE structure_id = ANY($1::uuid[])
    """

# One statement, so that a structure is never stored without being told.
SAVE_STRUCTURES = f"""
    WITH saved AS (
        INSERT INTO structures ({columns(StructureVerified)})
        SELECT {columns(StructureVerified)}
        FROM {unnest(StructureVerified)}
        ON CONFLICT (structure_id) DO UPDATE
            SET {assignments(StructureVerified, but=("structure_id", "verified_at"))}
            WHERE structures.version < excluded.version
        RETURNING structure_id
    ), told AS (
        {insert_outbox(first=width(StructureVerified) + 1, changed="saved", key="structure_id")}
    )
    SELECT count(*) FROM saved
    """


async def get_secret(tx: Tx) -> bytes:
    """Return the secret that ids are made with."""
    return bytes(await tx.fetchval("SELECT value FROM structure_secret"))


async def list_structures(tx: Tx, structure_ids: Sequence[UUID]) -> dict[UUID, StructureVerified]:
    """Return those that exist, as they are at the moment."""
    return _by_id(await tx.fetch(LIST_STRUCTURES, structure_ids))


async def lock_structures(tx: Tx, structure_ids: Sequence[UUID]) -> dict[UUID, StructureVerified]:
    """Lock those that exist, in the order of their key."""
    return _by_id(await tx.fetch(f"{LIST_STRUCTURES} ORDER BY structure_id FOR UPDATE", structure_ids))


async def list_versions(tx: Tx) -> list[tuple[UUID, int]]:
    """Return key and version of every structure."""
    return [
        (row["structure_id"], row["version"]) for row in await tx.fetch("SELECT structure_id, version FROM structures")
    ]


async def save_structures(tx: Tx, structures: Sequence[StructureVerified], told: Sequence[OutboxRow]) -> None:
    """Write structures and outbox in one statement; each structure at most once, sorted by key.

    Raises ``StructureRecordedMeanwhile`` where another process wrote one of them after it was found missing.
    """
    written = await tx.fetchval(SAVE_STRUCTURES, *arrays(StructureVerified, structures), *arrays(OutboxRow, told))
    if written != len(structures):
        raise StructureRecordedMeanwhile("Cette structure vient d’être enregistrée : réessayez.", retry_after_seconds=1)


def _by_id(rows: Sequence[asyncpg.Record]) -> dict[UUID, StructureVerified]:
    return {row["structure_id"]: msgspec.convert(dict(row), StructureVerified) for row in rows}
