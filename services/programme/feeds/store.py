"""What changed for readers, and which pages there are."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from services.programme.feeds.change import Change, ChangePosition, Difference
from services.programme.listings.listing import Listing
from shared.postgres.database import Tx
from shared.postgres.rows import columns


class PageCount(NamedTuple):
    """How many pages an edition has online, and when one of them last changed."""

    edition: int
    pages: int
    changed_at: datetime


CHANGES = f"""
    SELECT
        {columns(Listing, prefix="listings.")},
        listings.online,
        changes.region_code AS region_last_known,
        changes.changed_at AS changed_for_readers_at
    FROM listing_changes AS changes
    JOIN listings USING (manifestation_id)
    WHERE changes.edition = $1
        AND ($2::text IS NULL OR changes.region_code = $2)
    """

OLDEST_FIRST = f"""
    {CHANGES}
        AND changes.changed_at < $3
        AND ($4::timestamptz IS NULL OR changes.changed_at >= $4)
        AND ($5::timestamptz IS NULL OR (changes.changed_at, changes.manifestation_id) > ($5, $6::uuid))
    ORDER BY changes.changed_at, changes.manifestation_id
    LIMIT $7
    """

NEWEST_FIRST = f"""
    {CHANGES}
        AND ($3::timestamptz IS NULL OR changes.changed_at >= $3 AND (listings.online OR first_published_at < $3))
        AND ($4::timestamptz IS NULL OR (changes.changed_at, changes.manifestation_id) < ($4, $5::uuid))
    ORDER BY changes.changed_at DESC, changes.manifestation_id DESC
    LIMIT $6
    """
"""What came and went since is no change to whoever compares with what was there."""

COUNT_SINCE = """
    SELECT
        count(*) FILTER (WHERE online AND first_published_at >= $3) AS appeared,
        count(*) FILTER (WHERE online AND first_published_at < $3) AS changed,
        count(*) FILTER (WHERE NOT online AND first_published_at < $3) AS vanished
    FROM listing_changes AS changes
    JOIN listings USING (manifestation_id)
    WHERE changes.edition = $1
        AND ($2::text IS NULL OR changes.region_code = $2)
        AND changes.changed_at >= $3
    """

COUNT_BY_DAY = """
    SELECT (changed_at AT TIME ZONE $3::text)::date AS day, count(*) AS changes
    FROM listing_changes
    WHERE edition = $1
        AND ($2::text IS NULL OR region_code = $2)
    GROUP BY day
    ORDER BY day DESC
    """


async def list_oldest_first(
    tx: Tx,
    edition: int,
    region: str | None,
    *,
    before: datetime,
    since: datetime | None,
    after: ChangePosition | None,
    limit: int,
) -> list[Change]:
    """Return changes from ``since`` on, or behind ``after``, that are older than ``before``."""
    rows = await tx.fetch(OLDEST_FIRST, edition, region, before, since, *(after or (None, None)), limit)
    return [_change(row) for row in rows]


async def list_newest_first(
    tx: Tx, edition: int, region: str | None, *, since: datetime | None, after: ChangePosition | None, limit: int
) -> list[Change]:
    """Return the newest changes, or those that come behind ``after``; with ``since`` what differs from then."""
    rows = await tx.fetch(NEWEST_FIRST, edition, region, since, *(after or (None, None)), limit)
    return [_change(row) for row in rows]


async def count_since(tx: Tx, edition: int, region: str | None, since: datetime) -> Difference:
    """Count what differs from a moment."""
    row = await tx.fetchrow(COUNT_SINCE, edition, region, since)
    return Difference(*row) if row else Difference(0, 0, 0)


async def count_by_day(tx: Tx, edition: int, region: str | None, zone: str) -> list[tuple[date, int]]:
    """Return the days on which something changed for the last time, the latest first, and how much."""
    rows = await tx.fetch(COUNT_BY_DAY, edition, region, zone)
    return [(row["day"], row["changes"]) for row in rows]


async def count_pages(tx: Tx, editions: Sequence[int]) -> list[PageCount]:
    """Count the pages of each edition that has some."""
    rows = await tx.fetch(
        """
        SELECT edition, count(*) AS pages, max(changed_at) AS changed_at
        FROM listings
        WHERE online AND edition = ANY($1::int[])
        GROUP BY edition
        ORDER BY edition DESC
        """,
        editions,
    )
    return [PageCount(*row) for row in rows]


async def list_pages(tx: Tx, edition: int, *, skipped: int, limit: int) -> list[tuple[UUID, datetime]]:
    """List pages with their last change, in the order of their identifiers."""
    rows = await tx.fetch(
        """
        SELECT manifestation_id, changed_at
        FROM listings
        WHERE online AND edition = $1
        ORDER BY manifestation_id
        OFFSET $2
        LIMIT $3
        """,
        edition,
        skipped,
        limit,
    )
    return [(row["manifestation_id"], row["changed_at"]) for row in rows]


def _change(row: Any) -> Change:
    return Change(
        manifestation_id=row["manifestation_id"],
        region_code=row["region_last_known"],
        changed_at=row["changed_for_readers_at"],
        first_published_at=row["first_published_at"],
        listing=msgspec.convert(dict(row), Listing) if row["online"] else None,
    )
