"""The SQL statements of who reads appeals, and of what is told to them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from shared.outbox.append import OutboxRow
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, columns, unnest

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
TELL = f"""
    INSERT INTO outbox ({columns(OutboxRow)})
    SELECT {columns(OutboxRow)}
    FROM {unnest(OutboxRow)}
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


async def tell_readers(tx: Tx, told: Sequence[OutboxRow]) -> None:
    """Tell them."""
    await tx.execute(TELL, *arrays(OutboxRow, told))
