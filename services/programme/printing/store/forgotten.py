"""The SQL of cuts that a restore has lost."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from services.programme.printing.snapshot import Snapshot
from shared.contracts.programme import PrintSnapshotCut
from shared.outbox.append import OutboxRow, insert_outbox
from shared.postgres.database import Tx
from shared.postgres.rows import columns, one_row, values

LIST_KNOWN = """
    SELECT snapshot_id FROM print_snapshots WHERE snapshot_id = ANY($1::uuid[])
    UNION ALL
    SELECT snapshot_id FROM lost_print_snapshots WHERE snapshot_id = ANY($1::uuid[])
    """
LOSE = """
    INSERT INTO lost_print_snapshots (snapshot_id, region_code, edition, number)
    VALUES ($1, $2, $3, $4)
    """
LOCK_SINCE = f"""
    SELECT {columns(Snapshot)}
    FROM print_snapshots
    WHERE region_code = $1 AND edition = $2 AND number >= $3
    ORDER BY number DESC
    FOR UPDATE
    """
RENUMBER = f"""
    WITH snapshot AS (
        UPDATE print_snapshots
        SET number = $2
        WHERE snapshot_id = $1
        RETURNING region_code || '-' || edition AS region_edition
    )
    {insert_outbox(first=3, changed="snapshot", key="region_edition", source=one_row)}
    """


async def list_known(tx: Tx, snapshot_ids: Sequence[UUID]) -> set[UUID]:
    """Return those that are there, or known to be lost."""
    return {row["snapshot_id"] for row in await tx.fetch(LIST_KNOWN, snapshot_ids)}


async def lose_snapshot(tx: Tx, lost: PrintSnapshotCut) -> None:
    """Remember a cut that only readers of the topic know."""
    await tx.execute(LOSE, lost.snapshot_id, lost.region_code, lost.edition, lost.version)


async def lock_cut_since(tx: Tx, *, region_code: str, edition: int, number: int) -> list[Snapshot]:
    """Return the cuts that bear this number or a greater one, the last one first."""
    rows = await tx.fetch(LOCK_SINCE, region_code, edition, number)
    return [msgspec.convert(dict(row), Snapshot) for row in rows]


async def renumber(tx: Tx, snapshot: Snapshot, outbox: OutboxRow) -> None:
    """Give a cut another number and tell it so."""
    await tx.execute(RENUMBER, snapshot.snapshot_id, snapshot.number, *values(OutboxRow, outbox))
