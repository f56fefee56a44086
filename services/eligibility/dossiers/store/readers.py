"""The SQL statements of who reads appeals."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from shared.postgres.database import Tx

LIST_MODERATORS = """
    SELECT account_id, held ->> 'region_code' AS region_code
    FROM known_accounts
    CROSS JOIN LATERAL jsonb_array_elements(roles) AS held
    WHERE NOT gone AND held ->> 'role' = 'moderator'
    """
LIST_NATIONAL = """
    SELECT account_id
    FROM known_accounts
    WHERE NOT gone AND roles @> '[{"role": "national"}]'
    ORDER BY account_id
    """


async def list_moderators(tx: Tx) -> dict[str, Collection[str]]:
    """Return the accounts of each chamber by its region."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in await tx.fetch(LIST_MODERATORS):
        found[row["region_code"]].add(str(row["account_id"]))
    return dict(found)


async def list_national(tx: Tx) -> list[UUID]:
    """Return the accounts of the national team."""
    return [row["account_id"] for row in await tx.fetch(LIST_NATIONAL)]
