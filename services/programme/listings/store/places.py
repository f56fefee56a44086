"""How many dates the filters find at each place."""

from services.programme.listings.listing import Filters
from services.programme.listings.store.wanted import Parameters, wanted
from shared.postgres.database import Tx

COUNT = """
    SELECT commune_code, count(*) AS dates
    FROM listing_occurrences AS dates
    WHERE {conditions}
    GROUP BY commune_code
    """


async def count_by_commune(tx: Tx, filters: Filters) -> tuple[tuple[str | None, int], ...]:
    """Return (INSEE code, number); what has no place, online mostly, counts under None."""
    parameters = Parameters()
    statement = COUNT.format(conditions=" AND ".join(wanted(filters, parameters)))
    return tuple((row["commune_code"], row["dates"]) for row in await tx.fetch(statement, *parameters.values))
