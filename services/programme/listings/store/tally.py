"""How many dates the filters find: on all pages, on which days, and with which other values."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from services.programme.listings.listing import Filters, Tally
from services.programme.listings.store.wanted import Parameters, counted, of_the_list, on_days, wanted
from shared.postgres.database import Tx

DAYS = "days"
MOST_WITH_WORDS = 20_000
"""Manifestations found by words that are counted with their dates; nobody turns so many pages."""
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
FOUND = """
    WITH found AS MATERIALIZED (
        SELECT dates.first_day, dates.last_day, dates.state, {columns}, {ended} AS ended
        FROM listing_occurrences AS dates
        WHERE {conditions}
    )"""
ON_OTHER_DAYS = """,
    on_other_days AS MATERIALIZED (
        SELECT dates.first_day, dates.last_day, dates.state
        FROM listing_occurrences AS dates
        WHERE {conditions}
    )"""
LISTED = """
    SELECT 'listed' AS name, NULL::jsonb AS value, NULL::date AS day, count(*) AS dates
    FROM found
    WHERE NOT ended"""
ENDED = """
    SELECT 'ended', NULL, NULL, count(*)
    FROM found
    WHERE ended"""
BY_DAY = """
    SELECT 'day', NULL, first_day, count(*)
    FROM {dates}
    WHERE first_day = last_day AND state <> 'cancelled'
    GROUP BY first_day"""
BY_DAYS = """
    SELECT 'day', NULL, day::date, count(*)
    FROM {dates}
    CROSS JOIN LATERAL generate_series(first_day, last_day, interval '1 day') AS day
    WHERE first_day < last_day AND state <> 'cancelled'
    GROUP BY day"""
BY_VALUE = """
    -- In one pass: a group for each column by itself.
    SELECT CASE grouping({columns}) {names} END, CASE grouping({columns}) {values} END, NULL, count(*)
    FROM found
    WHERE NOT ended
    GROUP BY GROUPING SETS ({sets})"""
WITH_OTHERS = """
    SELECT '{name}', to_jsonb({column}), NULL, count(*)
    FROM listing_occurrences AS dates
    WHERE {conditions}
    GROUP BY {column}"""


async def count_dates(tx: Tx, filters: Filters) -> int:
    """Return how many there are on all pages; of words alone, at least how many."""
    if filters.words and filters == Filters(edition=filters.edition, words=filters.words):
        return int(await tx.fetchval("SELECT dates_with($1, $2, $3)", filters.words, filters.edition, MOST_WITH_WORDS))
    parameters = Parameters()
    statement = COUNT.format(conditions=" AND ".join(wanted(filters, parameters)))
    return int(await tx.fetchval(statement, *parameters.values))


async def tally_dates(tx: Tx, filters: Filters) -> Tally:
    """Count what is on all pages, what has ended, and what there would be with another day or another value."""
    parameters = Parameters()
    rows = await tx.fetch(_statement(filters, parameters), *parameters.values)
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


def _statement(filters: Filters, parameters: Parameters) -> str:
    """Return the statement: what all filters find is read once, and once more for each, as if it were not set."""
    always = of_the_list(filters, parameters)
    asked = counted(filters, parameters)
    if days := on_days(filters, parameters):
        asked[DAYS] = " AND ".join(days)
    ended = f"dates.ends_at <= {parameters.add(filters.ending_after)}" if filters.ending_after else "false"

    def but(name: str = "") -> str:
        return " AND ".join([*always, *(condition for other, condition in asked.items() if other != name)])

    free = {name: column for name, column in COLUMNS.items() if name not in asked}
    columns = ", ".join(free.values())
    heads = [FOUND.format(columns=", ".join(COLUMNS.values()), ended=ended, conditions=but())]
    dates = "found"
    if DAYS in asked:
        dates = "on_other_days"
        heads.append(ON_OTHER_DAYS.format(conditions=but(DAYS)))
    parts = [LISTED, ENDED, BY_DAY.format(dates=dates), BY_DAYS.format(dates=dates)]
    if free:
        names = _case({column: f"'{name}'" for name, column in free.items()})
        values = _case({column: f"to_jsonb({column})" for column in free.values()})
        sets = ", ".join(f"({column})" for column in free.values())
        parts.append(BY_VALUE.format(columns=columns, names=names, values=values, sets=sets))
    parts += [
        WITH_OTHERS.format(name=name, column=COLUMNS[name], conditions=f"{but(name)} AND NOT {ended}")
        for name in asked
        if name != DAYS
    ]
    return "".join(heads) + " UNION ALL ".join(parts)


def _case(results: Mapping[str, str]) -> str:
    """Return what is answered for the group of each column: the bits that ``grouping`` sets are those of the others."""
    others = [2 ** len(results) - 1 - 2**place for place in reversed(range(len(results)))]
    return " ".join(f"WHEN {mask} THEN {result}" for mask, result in zip(others, results.values(), strict=True))


def _each(value: Any) -> list[str]:
    """Return the values that stand in a column; one that is true counts as such, one that is not for nothing."""
    if isinstance(value, list):
        return value
    if isinstance(value, bool):
        return ["true"] if value else []
    return [] if value is None else [value]
