"""What is kept about each manifestation: written by the consumer, read one at a time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from services.programme.listings.listing import Listing
from services.programme.listings.rules.dates import OccurrenceRow
from shared.contracts.content import Content, Source
from shared.kafka.marks import MarkRow, Marks, upsert_marks
from shared.outbox.append import OutboxRow, insert_outbox
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, assignments, columns, unnest, width


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingRow:
    """A row of ``listings``; beside its version it says nothing unless the manifestation is online."""

    manifestation_id: UUID
    version: int
    judged_version: int | None = None
    edition: int
    region_code: str | None = None
    paper: bool = False
    organiser_name: str | None = None
    structure_id: UUID | None = None
    source: Source | None = None
    first_published_at: datetime | None = None
    changed_at: datetime | None = None
    content: Content | None = None
    dates: tuple[OccurrenceRow, ...] = ()
    """The database keeps ``listing_occurrences`` equal to them."""
    search_text: str = ""


UPSERT = f"""
    WITH incoming AS (
        SELECT *
        FROM {unnest(ListingRow)}
    ),
    -- The row as it was decides whether there is anything to remove, so it is read under the lock of the update.
    changed AS (
        INSERT INTO listings AS known ({columns(ListingRow)})
        SELECT {columns(ListingRow)}
        FROM incoming
        ON CONFLICT (manifestation_id) DO UPDATE
            SET {assignments(ListingRow, but=("manifestation_id", "first_published_at"))},
                first_published_at = coalesce(excluded.first_published_at, known.first_published_at)
            WHERE known.version < excluded.version
        RETURNING new.manifestation_id, new.online, old.online AS was_online
    ),
    marked AS (
        {upsert_marks(first=1 + width(ListingRow))}
    ),
    -- Readers see nothing of what was not and is not online.
    seen AS (
        SELECT manifestation_id
        FROM changed
        WHERE online OR was_online
    )
    {insert_outbox(first=1 + width(ListingRow) + width(MarkRow), changed="seen", key="manifestation_id")}
    """

LISTING = columns(Listing, prefix="listings.")


async def upsert_listings(tx: Tx, listings: Sequence[ListingRow], told: Sequence[OutboxRow], *, marks: Marks) -> int:
    """Keep what is newer than what is known, and tell what the public sees change; returns how many were told.

    ``listings`` holds each manifestation once, and ``told`` what is to be told of it; ``marks`` are saved with them.
    """
    status = await tx.execute(UPSERT, *arrays(ListingRow, listings), *marks.arrays(), *arrays(OutboxRow, told))
    return int(status.split()[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a manifestation that was published at least once."""

    online: Listing | None
    """None where it was removed."""


async def find_listing(tx: Tx, manifestation_id: UUID) -> Known | None:
    """Return what is known of a manifestation; None where it was never published."""
    row = await tx.fetchrow(
        f"""
        SELECT {LISTING}, listings.online
        FROM listings
        WHERE manifestation_id = $1 AND first_published_at IS NOT NULL
        """,
        manifestation_id,
    )
    return Known(online=listing_of(row) if row["online"] else None) if row else None


async def list_listings(tx: Tx, manifestation_ids: Collection[UUID]) -> dict[UUID, Listing]:
    """Return what is online of these manifestations, by identifier."""
    if not manifestation_ids:
        return {}
    rows = await tx.fetch(
        f"SELECT {LISTING} FROM listings WHERE manifestation_id = ANY($1::uuid[]) AND online", list(manifestation_ids)
    )
    return {row["manifestation_id"]: listing_of(row) for row in rows}


async def find_organiser_name(tx: Tx, structure_id: UUID) -> str | None:
    """Return the name that the last change says; None where nothing of it is online."""
    name: str | None = await tx.fetchval(
        """
        SELECT organiser_name
        FROM listings
        WHERE manifestation_id IN (SELECT manifestation_id FROM listing_occurrences WHERE structure_id = $1)
        ORDER BY changed_at DESC
        LIMIT 1
        """,
        structure_id,
    )
    return name


async def find_edition_of_parts(tx: Tx, parent_id: UUID) -> int | None:
    """Return the edition of what is part of this and online, the last one where there are several."""
    edition: int | None = await tx.fetchval(
        "SELECT max(edition) FROM listing_occurrences WHERE parent_id = $1", parent_id
    )
    return edition


class ShownVersion(NamedTuple):
    """Which decision a row of a manifestation that was published is from, and whether it is online."""

    manifestation_id: UUID
    version: int
    online: bool


async def list_versions(tx: Tx) -> list[ShownVersion]:
    """List every manifestation that was published at least once."""
    rows = await tx.fetch("SELECT manifestation_id, version, online FROM listings WHERE first_published_at IS NOT NULL")
    return [ShownVersion(*row) for row in rows]


async def lock_listings(tx: Tx, manifestation_ids: Sequence[UUID]) -> list[tuple[UUID, int, Listing | None]]:
    """Lock rows in the order of their key; returns id, version and what is online, None where it was removed."""
    rows = await tx.fetch(
        f"""
        SELECT {LISTING}, listings.online
        FROM listings
        WHERE manifestation_id = ANY($1::uuid[])
        ORDER BY manifestation_id
        FOR UPDATE
        """,
        manifestation_ids,
    )
    return [(row["manifestation_id"], row["version"], listing_of(row) if row["online"] else None) for row in rows]


def listing_of(row: Any) -> Listing:
    """Return the row as a value; columns it has beyond that are passed over."""
    return msgspec.convert(dict(row), Listing)
