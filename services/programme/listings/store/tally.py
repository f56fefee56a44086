"""How many dates the filters find, and on which days."""

from services.programme.listings.listing import Filters, Tally
from services.programme.listings.store.wanted import Parameters, on_days, wanted
from shared.postgres.database import Tx

COUNT = "SELECT count(*) FROM listing_occurrences AS dates WHERE {conditions}"
TALLY = """
    WITH found AS MATERIALIZED (
        SELECT dates.first_day, dates.last_day, dates.state, {on_days} AS on_days, {ended} AS ended
        FROM listing_occurrences AS dates
        WHERE {conditions}
    )
    SELECT NULL::date AS day, count(*) FILTER (WHERE on_days AND NOT ended) AS dates,
        count(*) FILTER (WHERE on_days AND ended) AS ended
    FROM found
    UNION ALL
    SELECT day::date, count(*), 0
    FROM found
    CROSS JOIN LATERAL generate_series(found.first_day, found.last_day, interval '1 day') AS day
    WHERE state <> 'cancelled'
    GROUP BY day
    """


async def count_dates(tx: Tx, filters: Filters) -> int:
    """Return how many there are on all pages."""
    parameters = Parameters()
    conditions = [*wanted(filters, parameters), *on_days(filters, parameters)]
    if filters.ending_after:
        conditions.append(f"dates.ends_at > {parameters.add(filters.ending_after)}::timestamptz")
    statement = COUNT.format(conditions=" AND ".join(conditions))
    return int(await tx.fetchval(statement, *parameters.values))


async def tally_dates(tx: Tx, filters: Filters) -> Tally:
    """Count what is on all pages, what has ended, and what there is on each day of the edition."""
    parameters = Parameters()
    statement = TALLY.format(
        conditions=" AND ".join(wanted(filters, parameters)),
        on_days=" AND ".join(on_days(filters, parameters)) or "true",
        ended=f"dates.ends_at <= {parameters.add(filters.ending_after)}" if filters.ending_after else "false",
    )
    rows = await tx.fetch(statement, *parameters.values)
    whole = next(row for row in rows if row["day"] is None)
    return Tally(
        listed=whole["dates"],
        ended=whole["ended"],
        by_day=tuple((row["day"], row["dates"]) for row in rows if row["day"] is not None),
    )
