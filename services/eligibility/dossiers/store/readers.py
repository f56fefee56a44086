"""The SQL statements of who reads appeals."""

from collections import defaultdict

from services.eligibility.dossiers.rules.appeal import Readers
from shared.postgres.database import Tx

LIST_MODERATORS = """
    SELECT account_id::text AS account_id, held ->> 'region_code' AS region_code
    FROM known_accounts
    CROSS JOIN LATERAL jsonb_array_elements(roles) AS held
    WHERE NOT gone AND held ->> 'role' = 'moderator'
    """
LIST_NATIONAL = """
    SELECT account_id::text AS account_id
    FROM known_accounts
    WHERE NOT gone AND roles @> '[{"role": "national"}]'
    """


async def list_readers(tx: Tx) -> Readers:
    """Return the accounts of each chamber by its region, and those of the national team."""
    chambers: dict[str, set[str]] = defaultdict(set)
    for row in await tx.fetch(LIST_MODERATORS):
        chambers[row["region_code"]].add(row["account_id"])
    national = await tx.fetch(LIST_NATIONAL)
    return Readers(chambers=dict(chambers), national=frozenset(row["account_id"] for row in national))
