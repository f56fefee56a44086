"""Every SQL statement on print snapshots; their rows are only ever added."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from services.programme.listings.errors import SnapshotUnknown
from services.programme.listings.rules import Entry
from shared.contracts.programme import AppliedOffset
from shared.outbox.append import OutboxRow
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A record below the offsets of a snapshot that could not be applied, so is not in it."""

    topic: str
    partition: int
    record_offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The facts of a cut; its content is read apart, since it is large."""

    snapshot_id: UUID
    region_code: str
    edition: int
    number: int
    cut_at: datetime
    entries: int
    sha256: str
    offsets: tuple[AppliedOffset, ...]
    set_aside: tuple[SetAside, ...]


async def list_printed_entries(tx: Tx, *, region_code: str, edition: int) -> list[Entry]:
    """Return what is online and on paper, in no particular order."""
    rows = await tx.fetch(
        """
        SELECT manifestation_id, version, organiser_name, content
        FROM listings
        WHERE online AND paper AND region_code = $1 AND edition = $2
        """,
        region_code,
        edition,
    )
    return msgspec.convert([dict(row) for row in rows], list[Entry])


async def list_applied_offsets(tx: Tx, group: str) -> tuple[AppliedOffset, ...]:
    """Return, per partition, the first record that the listings do not hold yet."""
    rows = await tx.fetch(
        """
        SELECT topic, partition, next_offset
        FROM applied_offsets
        WHERE consumer_group = $1
        ORDER BY topic, partition
        """,
        group,
    )
    return tuple(AppliedOffset(**row) for row in rows)


async def list_set_aside(tx: Tx, group: str) -> tuple[SetAside, ...]:
    """Return the records that were dead-lettered so far."""
    rows = await tx.fetch(
        """
        SELECT topic, partition, record_offset
        FROM dead_letters
        WHERE consumer_group = $1
        ORDER BY topic, partition, record_offset
        """,
        group,
    )
    return tuple(SetAside(**row) for row in rows)


async def next_number(tx: Tx, *, region_code: str, edition: int) -> tuple[int, datetime]:
    """Return the number of the next cut and the transaction's time."""
    [row] = await tx.fetch(
        """
        SELECT coalesce(max(number), 0) + 1 AS number, now() AS cut_at
        FROM print_snapshots
        WHERE region_code = $1 AND edition = $2
        """,
        region_code,
        edition,
    )
    return row["number"], row["cut_at"]


async def sees_one_instant(tx: Tx) -> bool:
    """Return True where all statements of the transaction see the database as it was at its first."""
    isolation = await tx.fetchval("SELECT current_setting('transaction_isolation')")
    return isolation in {"repeatable read", "serializable"}


async def insert_snapshot(tx: Tx, snapshot: Snapshot, content: bytes, told: OutboxRow) -> None:
    """Add the snapshot and tell it; raises ``UniqueViolationError`` where another cut took its number."""
    await tx.execute(
        """
        WITH snapshot AS (
            INSERT INTO print_snapshots (
                snapshot_id, region_code, edition, number, cut_at, entries, sha256, offsets, set_aside, content
            )
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            RETURNING snapshot_id
        )
        INSERT INTO outbox (topic, key, version, headers, payload)
        SELECT $11, $12, $13, $14, $15
        FROM snapshot
        """,
        snapshot.snapshot_id,
        snapshot.region_code,
        snapshot.edition,
        snapshot.number,
        snapshot.cut_at,
        snapshot.entries,
        snapshot.sha256,
        snapshot.offsets,
        snapshot.set_aside,
        content,
        *told.values(),
    )


async def get_snapshot(tx: Tx, snapshot_id: UUID) -> tuple[Snapshot, bytes]:
    """Return the facts of a cut and its canonical programme; raises ``SnapshotUnknown``."""
    row = await tx.fetchrow(
        """
        SELECT snapshot_id, region_code, edition, number, cut_at, entries, sha256, offsets, set_aside, content
        FROM print_snapshots
        WHERE snapshot_id = $1
        """,
        snapshot_id,
    )
    if row is None:
        raise SnapshotUnknown("Aucun relevé ne porte cet identifiant : vérifiez-le dans la liste des relevés.")
    return _snapshot(row), row["content"]


async def list_snapshots(
    tx: Tx, *, region_code: str | None, limit: int, after: tuple[datetime, UUID] | None = None
) -> list[Snapshot]:
    """Return cuts, the latest first."""
    rows = await tx.fetch(
        """
        SELECT snapshot_id, region_code, edition, number, cut_at, entries, sha256, offsets, set_aside
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


def _snapshot(row: Any) -> Snapshot:
    return msgspec.convert(dict(row), Snapshot)
