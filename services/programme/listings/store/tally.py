"""How many dates the filters find: on all pages, on which days, and with which other values."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from services.programme.listings.listing import Filters, Tally
from services.programme.listings.store.wanted import Parameters, counted, of_the_list, on_days, wanted
from shared.postgres.database import Tx

DAYS = "days"
COLUMNS = {
    "region": "region_code",
    "department": "department_code",
    "theme": "themes",
    "format": "format",
    "audience": "audiences",
    "accessibility": "accessibility",
    "language": "languages",
    "free": "free",
    "online": "online",
    "weekend": "weekend",
    "part": "periods",
}
"""Of each filter whose values are counted; where a date has several, the lists are counted, which are few."""
COUNT = "SELECT count(*) FROM listing_occurrences AS dates WHERE {conditions}"
TALLY = """
    WITH found AS MATERIALIZED (
        SELECT *
        FROM (
            SELECT dates.first_day, dates.last_day, dates.state, {columns}, {ended} AS ended, {misses},
                {missed} AS missed
            FROM listing_occurrences AS dates
            WHERE {conditions}
        ) AS dates
        -- What misses two of the filters is not found by taking one of them off.
        WHERE missed <= 1
    )
    SELECT 'listed' AS name, NULL::jsonb AS value, NULL::date AS day, count(*) AS dates
    FROM found
    WHERE missed = 0 AND NOT ended
    UNION ALL
    SELECT 'ended', NULL, NULL, count(*)
    FROM found
    WHERE missed = 0 AND ended
    UNION ALL
    SELECT 'day', NULL, first_day, count(*)
    FROM found
    WHERE first_day = last_day AND state <> 'cancelled' AND {but_days}
    GROUP BY first_day
    UNION ALL
    SELECT 'day', NULL, day::date, count(*)
    FROM found
    CROSS JOIN LATERAL generate_series(found.first_day, found.last_day, interval '1 day') AS day
    WHERE first_day < last_day AND state <> 'cancelled' AND {but_days}
    GROUP BY day
    UNION ALL
    -- In one pass: a group for each column by itself.
    SELECT CASE grouping({columns}) {names} END, CASE grouping({columns}) {values} END, NULL,
        CASE grouping({columns}) {counts} END
    FROM found
    WHERE NOT ended
    GROUP BY GROUPING SETS ({sets})
    """


async def count_dates(tx: Tx, filters: Filters) -> int:
    """Return how many there are on all pages."""
    parameters = Parameters()
    statement = COUNT.format(conditions=" AND ".join(wanted(filters, parameters)))
    return int(await tx.fetchval(statement, *parameters.values))


async def tally_dates(tx: Tx, filters: Filters) -> Tally:
    """Count what is on all pages, what has ended, and what there would be with another day or another value."""
    parameters = Parameters()
    conditions = " AND ".join(of_the_list(filters, parameters))
    asked = counted(filters, parameters)
    if days := on_days(filters, parameters):
        asked[DAYS] = " AND ".join(days)
    ended = f"dates.ends_at <= {parameters.add(filters.ending_after)}" if filters.ending_after else "false"
    # A column without a value misses what is asked of it.
    misses = {name: f"(NOT coalesce({condition}, false))::int" for name, condition in asked.items()}
    statement = TALLY.format(
        columns=", ".join(COLUMNS.values()),
        names=_case({name: f"'{name}'" for name in COLUMNS}),
        values=_case({name: f"to_jsonb({column})" for name, column in COLUMNS.items()}),
        counts=_case({name: f"count(*) FILTER (WHERE {_but(name, asked)})" for name in COLUMNS}),
        sets=", ".join(f"({column})" for column in COLUMNS.values()),
        ended=ended,
        misses=", ".join(f"{miss} AS without_{name}" for name, miss in misses.items()) or "0 AS without_none",
        missed=" + ".join(misses.values()) or "0",
        conditions=conditions,
        but_days=_but(DAYS, asked),
    )
    rows = await tx.fetch(statement, *parameters.values)
    days_found: Counter[date] = Counter()
    values: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if row["day"] is not None:
            days_found[row["day"]] += row["dates"]
        for value in _each(row["value"]):
            values[row["name"], value] += row["dates"]
    numbers = {row["name"]: row["dates"] for row in rows}
    return Tally(
        listed=numbers["listed"],
        ended=numbers["ended"],
        by_value=tuple((name, value, number) for (name, value), number in values.items()),
        by_day=tuple(days_found.items()),
    )


def _case(results: Mapping[str, str]) -> str:
    """Return what is answered for the group of each column: the bits that ``grouping`` sets are those of the others."""
    others = [2 ** len(COLUMNS) - 1 - 2**place for place in reversed(range(len(COLUMNS)))]
    return " ".join(f"WHEN {mask} THEN {results[name]}" for mask, name in zip(others, COLUMNS, strict=True))


def _each(value: Any) -> list[str]:
    """Return the values that stand in a column; one that is true counts as such, one that is not for nothing."""
    if isinstance(value, list):
        return value
    if isinstance(value, bool):
        return ["true"] if value else []
    return [] if value is None else [value]


def _but(name: str, asked: Collection[str]) -> str:
    """Return the condition that all is met, this one filter apart."""
    return f"missed = without_{name}" if name in asked else "missed = 0"
