"""What the page of a manifestation depends on, in one statement and without its content."""

from datetime import datetime
from uuid import UUID

from services.programme.listings.listing import Outline
from services.programme.listings.store.short_codes import SHORT_CODE
from shared.postgres.database import Tx

OUTLINE = f"""
    SELECT
        listed.version,
        listed.edition,
        {SHORT_CODE} AS short_code,
        EXISTS (SELECT FROM listing_occurrences AS part WHERE part.parent_id = listed.manifestation_id) AS has_parts,
        ends.over,
        following.first_day,
        following.last_day,
        following.latitude,
        following.longitude,
        following.parent_id,
        whole.version AS parent_version,
        EXISTS (
            SELECT
            FROM listing_occurrences AS sibling
            WHERE sibling.parent_id = following.parent_id
                AND sibling.edition = listed.edition
                AND sibling.manifestation_id <> listed.manifestation_id
        ) AS has_siblings
    FROM listings AS listed
    CROSS JOIN LATERAL (
        SELECT bool_and(ends_at <= $2::timestamptz) AS over
        FROM listing_occurrences
        WHERE manifestation_id = listed.manifestation_id
    ) AS ends
    -- One that stands rather than one that is cancelled, one that has not ended rather than one that has.
    CROSS JOIN LATERAL (
        SELECT first_day, last_day, latitude, longitude, parent_id
        FROM listing_occurrences
        WHERE manifestation_id = listed.manifestation_id
        ORDER BY state = 'cancelled', ends_at <= $2::timestamptz, starts_local AT TIME ZONE time_zone, ends_at
        LIMIT 1
    ) AS following
    LEFT JOIN listings AS whole ON whole.manifestation_id = following.parent_id AND whole.online
    WHERE listed.manifestation_id = $1 AND listed.online
    """


async def find_outline(tx: Tx, manifestation_id: UUID, *, now: datetime) -> Outline | None:
    """Return what its page depends on at this instant; None where it is not online."""
    row = await tx.fetchrow(OUTLINE, manifestation_id, now)
    return Outline(*row) if row else None
