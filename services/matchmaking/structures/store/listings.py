"""SQL of when the manifestations of the public programme take place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.postgres.database import Tx
from shared.postgres.rows import arrays, assignments, columns, unnest


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingRow:
    """A row of ``listings``; once gone, nothing but its version is left."""

    manifestation_id: UUID
    version: int
    gone: bool
    title: str | None = None
    organiser_name: str | None = None
    organiser_structure_id: UUID | None = None
    busy: list[tuple[datetime, datetime]] | None = None
    """Beginnings and ends; a multirange in the table."""


AS_TOLD = columns(ListingRow, but=("busy",))
UPSERT = f"""
    INSERT INTO listings AS known ({AS_TOLD}, busy)
    SELECT
        {AS_TOLD},
        CASE
            WHEN NOT gone THEN (
                SELECT coalesce(range_agg(tstzrange((held ->> 0)::timestamptz, (held ->> 1)::timestamptz)), '{{}}')
                FROM jsonb_array_elements(busy) AS held
            )
        END
    FROM {unnest(ListingRow)}
    ON CONFLICT (manifestation_id) DO UPDATE
        SET {assignments(ListingRow, but=("manifestation_id",))}
        WHERE known.version < excluded.version
    """


async def upsert_listings(tx: Tx, listings: Sequence[ListingRow]) -> None:
    """Keep what is newer than what is known; a removal empties the row and leaves its version."""
    await tx.execute(UPSERT, *arrays(ListingRow, listings))


async def list_present_listings(tx: Tx) -> list[tuple[str, int]]:
    """Return identifier, as text, and version of each that is not gone."""
    rows = await tx.fetch("SELECT manifestation_id::text, version FROM listings WHERE NOT gone")
    return [tuple(row) for row in rows]
