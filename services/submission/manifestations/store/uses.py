"""The SQL of how much of an edition hangs on what it says."""

from datetime import date

from services.submission.manifestations.rules.uses import Uses
from shared.postgres.database import Tx

COUNT = """
    WITH standing AS (
        SELECT
            manifestations.id,
            coalesce(manifestations.region_code, decisions_heard.region_code) AS region,
            content,
            (content->>'starts_at')::timestamptz AT TIME ZONE (content->>'time_zone') AS starts_at,
            (content->>'ends_at')::timestamptz AT TIME ZONE (content->>'time_zone') AS ends_at,
            decisions_heard.verdict IS NULL
                OR decisions_heard.verdict = 'to_review'
                OR decisions_heard.judged_version < manifestations.version AS waits
        FROM manifestations
        LEFT JOIN decisions_heard ON decisions_heard.manifestation_id = manifestations.id
        WHERE edition = $1 AND state <> 'withdrawn'
    ), by_region AS (
        SELECT region AS word, count(*) AS times FROM standing WHERE region IS NOT NULL GROUP BY region
    ), by_theme AS (
        SELECT word, count(*) AS times
        FROM standing, jsonb_array_elements_text(content->'themes') AS word
        GROUP BY word
    ), by_format AS (
        SELECT content->>'format' AS word, count(*) AS times FROM standing GROUP BY content->>'format'
    )
    SELECT
        count(*) AS registered,
        count(*) FILTER (WHERE waits) AS waiting,
        -- The night after the last day belongs to it.
        count(*) FILTER (WHERE starts_at < $2 OR starts_at >= $3::date + 1 OR ends_at > $3::date + 1 + time '06:00')
            AS outside,
        (SELECT coalesce(jsonb_object_agg(word, times), '{}') FROM by_region) AS by_region,
        (SELECT coalesce(jsonb_object_agg(word, times), '{}') FROM by_theme) AS by_theme,
        (SELECT coalesce(jsonb_object_agg(word, times), '{}') FROM by_format) AS by_format
    FROM standing
    """


async def count_standing(tx: Tx, edition: int, *, first_day: date, last_day: date) -> Uses:
    """Count what is registered and not withdrawn."""
    row = await tx.fetchrow(COUNT, edition, first_day, last_day)
    return Uses(**dict(row)) if row else Uses()
