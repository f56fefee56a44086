"""The list: dates of what is online, in the order in which people read, and how many there are on each day."""

from datetime import date
from typing import Any, NamedTuple

from services.programme.listings.listing import Filters, ListedDate, Position
from services.programme.listings.store.listings import LISTING, listing_of
from shared.postgres.database import Tx

WANTED = """
        dates.edition = $1
            AND ($2::text IS NULL OR dates.region_code = $2)
            AND ($3::text IS NULL OR dates.department_code = $3)
            AND ($4::text IS NULL OR dates.themes ? $4)
            AND ($5::text IS NULL OR dates.format = $5)
            -- Without words the wide rows of listings are not looked at.
            AND (
                $6::text[] = '{}'
                OR EXISTS (
                    SELECT
                    FROM listings
                    WHERE listings.manifestation_id = dates.manifestation_id
                        AND listings.search_text LIKE ALL ($6::text[])
                )
            )
    """

PAGE = f"""
    WITH matching AS MATERIALIZED (
        SELECT
            manifestation_id,
            occurrence_id,
            starts_local,
            first_day,
            last_day,
            coalesce(ends_at <= $9::timestamptz, false) AS ended
        FROM listing_occurrences AS dates
        WHERE {WANTED}
            AND ($7::date IS NULL OR dates.last_day >= $7)
            AND ($8::date IS NULL OR dates.first_day <= $8)
    )
    SELECT counted.*, listed.*
    FROM (
        SELECT count(*) FILTER (WHERE NOT ended) AS total, count(*) FILTER (WHERE ended) AS total_ended
        FROM matching
    ) AS counted
    -- An empty page still says how many there are.
    LEFT JOIN (
        SELECT {LISTING}, shown.occurrence_id, shown.starts_local, shown.first_day, shown.last_day
        FROM (
            SELECT *
            FROM matching
            WHERE NOT ended
                AND ($10::timestamp IS NULL OR (starts_local, manifestation_id, occurrence_id) > ($10, $11, $12))
            ORDER BY starts_local, manifestation_id, occurrence_id
            LIMIT $13
        ) AS shown
        JOIN listings USING (manifestation_id)
    ) AS listed ON true
    ORDER BY starts_local, manifestation_id, occurrence_id
    """

BY_DAY = f"""
    SELECT day::date AS day, count(*) AS dates
    FROM listing_occurrences AS dates
    CROSS JOIN LATERAL generate_series(
        greatest(dates.first_day, $7::date), least(dates.last_day, $8::date), interval '1 day'
    ) AS day
    WHERE {WANTED}
        AND dates.state <> 'cancelled'
    GROUP BY day
    """


class Counts(NamedTuple):
    """How many dates the filters find, on all pages."""

    listed: int
    ended: int
    """Left out, since they have ended."""


async def list_dates(
    tx: Tx, filters: Filters, *, limit: int, after: Position | None = None
) -> tuple[list[ListedDate], Counts]:
    """Return dates in order, and how many there are on all pages; ``after`` is where the page before ended."""
    rows = await tx.fetch(
        PAGE,
        *_arguments(filters),
        filters.first_day,
        filters.last_day,
        filters.ending_after,
        *(after or (None, None, None)),
        limit,
    )
    counts = Counts(listed=rows[0]["total"], ended=rows[0]["total_ended"])
    return [_listed(row) for row in rows if row["manifestation_id"]], counts


async def count_by_day(tx: Tx, filters: Filters, *, first: date, last: date) -> dict[date, int]:
    """Return how many dates there are on each day from ``first`` to ``last``, cancelled ones apart.

    The filters' own days are passed over, and so is what has ended.
    """
    rows = await tx.fetch(BY_DAY, *_arguments(filters), first, last)
    return {row["day"]: row["dates"] for row in rows}


def _listed(row: Any) -> ListedDate:
    listing = listing_of(row)
    return ListedDate(
        listing=listing,
        occurrence=next(each for each in listing.content.occurrences if each.occurrence_id == row["occurrence_id"]),
        starts_local=row["starts_local"],
        first_day=row["first_day"],
        last_day=row["last_day"],
    )


def _arguments(filters: Filters) -> tuple[Any, ...]:
    return (
        filters.edition,
        filters.region,
        filters.department,
        filters.theme,
        filters.format,
        list(filters.patterns),
    )
