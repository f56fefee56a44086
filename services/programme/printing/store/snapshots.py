"""Every SQL statement on print snapshots; their rows are only ever added."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from services.programme.printing.errors import SnapshotUnknown
from services.programme.printing.snapshot import Cut, Snapshot, SnapshotContact
from shared.contracts.content import PublicContact
from shared.outbox.append import OutboxRow, insert_outbox
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, columns, unnest, width


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotRow(Snapshot):
    """A row of ``print_snapshots``."""

    content: bytes


INSERT = f"""
    WITH snapshot AS (
        INSERT INTO print_snapshots ({columns(SnapshotRow)})
        SELECT {columns(SnapshotRow)}
        FROM {unnest(SnapshotRow)}
        RETURNING region_code || '-' || edition AS region_edition
    ),
    contacts AS (
        INSERT INTO print_snapshot_contacts ({columns(SnapshotContact)})
        SELECT {columns(SnapshotContact)}
        FROM {unnest(SnapshotContact, first=1 + width(SnapshotRow), alias="contacts")}
    )
    {insert_outbox(first=1 + width(SnapshotRow) + width(SnapshotContact), changed="snapshot", key="region_edition")}
    """


async def next_number(tx: Tx, *, region_code: str, edition: int) -> tuple[int, datetime]:
    """Return the number of the next cut and the transaction's time."""
    [row] = await tx.fetch(
        """
        SELECT coalesce(max(number), 0) + 1 AS number, now() AS cut_at
        FROM (
            SELECT region_code, edition, number FROM print_snapshots
            UNION ALL
            SELECT region_code, edition, number FROM lost_print_snapshots
        ) AS numbered
        WHERE region_code = $1 AND edition = $2
        """,
        region_code,
        edition,
    )
    return row["number"], row["cut_at"]


async def insert_cut(tx: Tx, cut: Cut, told: OutboxRow) -> None:
    """Add the snapshot and tell it; raises ``UniqueViolationError`` where another cut took its number."""
    facts = {name: getattr(cut.snapshot, name) for name in Snapshot.__slots__}
    await tx.execute(
        INSERT,
        *arrays(SnapshotRow, [SnapshotRow(**facts, content=cut.content)]),
        *arrays(SnapshotContact, cut.contacts),
        *arrays(OutboxRow, [told]),
    )


async def get_snapshot(tx: Tx, snapshot_id: UUID) -> Snapshot:
    """Return the facts of a cut; raises ``SnapshotUnknown``."""
    row = await tx.fetchrow(f"SELECT {columns(Snapshot)} FROM print_snapshots WHERE snapshot_id = $1", snapshot_id)
    if row is None:
        raise SnapshotUnknown("Aucun relevé ne porte cet identifiant : vérifiez-le dans la liste des relevés.")
    return _snapshot(row)


async def get_content(tx: Tx, snapshot_id: UUID) -> bytes:
    """Return the canonical programme of a cut that there is."""
    return bytes(await tx.fetchval("SELECT content FROM print_snapshots WHERE snapshot_id = $1", snapshot_id))


async def list_contacts(tx: Tx, snapshot_id: UUID) -> dict[UUID, PublicContact]:
    """Return the contacts of a cut that were not erased, by manifestation."""
    rows = await tx.fetch(
        "SELECT manifestation_id, contact FROM print_snapshot_contacts WHERE snapshot_id = $1", snapshot_id
    )
    return {row["manifestation_id"]: msgspec.convert(row["contact"], PublicContact) for row in rows}


async def list_snapshots(
    tx: Tx, *, region_code: str | None, limit: int, after: tuple[datetime, UUID] | None = None
) -> list[Snapshot]:
    """Return cuts, the latest first."""
    rows = await tx.fetch(
        f"""
        SELECT {columns(Snapshot)}
        FROM print_snapshots
        WHERE ($1::text IS NULL OR region_code = $1)
            AND ($2::timestamptz IS NULL OR (cut_at, snapshot_id) < ($2, $3))
        ORDER BY cut_at DESC, snapshot_id DESC
        LIMIT $4
        """,
        region_code,
        *(after or (None, None)),
        limit,
    )
    return [_snapshot(row) for row in rows]


async def list_cuts(tx: Tx, *, edition: int, region_code: str | None, limit: int) -> list[Snapshot]:
    """Return the cuts of an edition, the latest first."""
    rows = await tx.fetch(
        f"""
        SELECT {columns(Snapshot)}
        FROM print_snapshots
        WHERE edition = $1
            AND ($2::text IS NULL OR region_code = $2)
        ORDER BY cut_at DESC, snapshot_id DESC
        LIMIT $3
        """,
        edition,
        region_code,
        limit,
    )
    return [_snapshot(row) for row in rows]


def _snapshot(row: Any) -> Snapshot:
    return msgspec.convert(dict(row), Snapshot)
