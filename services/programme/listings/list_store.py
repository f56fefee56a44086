"""The list: pages of what is online, in the order in which people read, and how much there is on each day."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.programme.listings.store import Listing, listing_of
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a reader wants to see; None or empty asks for everything."""

    edition: int
    region: str | None = None
    department: str | None = None
    theme: str | None = None
    format: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    patterns: tuple[str, ...] = ()
    """LIKE patterns that all must be found."""


Position = tuple[datetime, UUID]
"""Where a page ends: local beginning and identifier of its last listing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A piece of the list, in order of local beginning."""

    listings: tuple[Listing, ...]
    total: int
    """Of all pages together."""
    following: Position | None
    """Where the next page starts; None on the last one."""


async def list_listings(tx: Tx, filters: Filters, *, limit: int, after: Position | None = None) -> Page:
    """Return one page; ``after`` is where the page before ended, so what comes in meanwhile moves nothing."""
    rows = await tx.fetch(
        """
        WITH matching AS MATERIALIZED (
            SELECT manifestation_id, starts_local
            FROM listings
            WHERE online
                AND edition = $1
                AND ($2::text IS NULL OR region_code = $2)
                AND ($3::text IS NULL OR department_code = $3)
                AND ($4::text IS NULL OR themes ? $4)
                AND ($5::text IS NULL OR format = $5)
                AND ($6::date IS NULL OR last_day >= $6)
                AND ($7::date IS NULL OR first_day <= $7)
                AND search_text LIKE ALL ($8::text[])
        )
        SELECT counted.total, listed.*
        FROM (SELECT count(*) AS total FROM matching) AS counted
        -- An empty page still says how many there are.
        LEFT JOIN (
            SELECT manifestation_id, version, paper, edition, region_code, organiser_name,
                starts_local, first_day, last_day, content
            FROM matching
            JOIN listings USING (manifestation_id, starts_local)
            WHERE $9::timestamp IS NULL OR (starts_local, manifestation_id) > ($9, $10)
            ORDER BY starts_local, manifestation_id
            LIMIT $11
        ) AS listed ON true
        ORDER BY starts_local, manifestation_id
        """,
        *_arguments(filters),
        *(after or (None, None)),
        limit + 1,
    )
    found = tuple(listing_of(row) for row in rows if row["manifestation_id"])
    listings = found[:limit]
    following = (listings[-1].starts_local, listings[-1].manifestation_id) if len(found) > limit else None
    return Page(listings=listings, total=rows[0]["total"], following=following)


async def count_by_day(tx: Tx, filters: Filters, *, first: date, last: date) -> dict[date, int]:
    """Return how many take place on each day from ``first`` to ``last``; the filters' own days are passed over."""
    rows = await tx.fetch(
        """
        SELECT day::date AS day, count(*) AS listings
        FROM listings,
            generate_series(greatest(first_day, $7::date), least(last_day, $8::date), interval '1 day') AS day
        WHERE online
            AND edition = $1
            AND ($2::text IS NULL OR region_code = $2)
            AND ($3::text IS NULL OR department_code = $3)
            AND ($4::text IS NULL OR themes ? $4)
            AND ($5::text IS NULL OR format = $5)
            AND search_text LIKE ALL ($6::text[])
        GROUP BY day
        """,
        *_arguments(filters)[:5],
        list(filters.patterns),
        first,
        last,
    )
    return {row["day"]: row["listings"] for row in rows}


def _arguments(filters: Filters) -> tuple[Any, ...]:
    return (
        filters.edition,
        filters.region,
        filters.department,
        filters.theme,
        filters.format,
        filters.first_day,
        filters.last_day,
        list(filters.patterns),
    )
