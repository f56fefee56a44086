"""Every SQL statement of absences."""

from collections.abc import Sequence

import msgspec

from services.eligibility.absences.rules import Absence, Colleague
from shared.outbox.append import OutboxRow, insert_told
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, assignments, columns, one_row, values, width

ABSENCE = columns(Absence)
# One statement, so that nobody is given a queue without being told.
SAVE = f"""
    WITH saved AS (
        INSERT INTO absences ({ABSENCE})
        SELECT {ABSENCE}
        FROM {one_row(Absence)}
        ON CONFLICT (account_id) DO UPDATE
            SET {assignments(Absence, but=("account_id",))}, made_at = now()
    )
    {insert_told(first=width(Absence) + 1)}
    """


async def save_absence(tx: Tx, absence: Absence, told: Sequence[OutboxRow]) -> None:
    """Write it in the place of the one before, and tell it."""
    await tx.execute(SAVE, *values(Absence, absence), *arrays(OutboxRow, told))


async def delete_absence(tx: Tx, account_id: str) -> Absence | None:
    """Delete somebody's absence and return it; None where there is none."""
    row = await tx.fetchrow(f"DELETE FROM absences WHERE account_id = $1 RETURNING {ABSENCE}", account_id)
    return msgspec.convert(dict(row), Absence) if row else None


async def list_absences(tx: Tx) -> list[Absence]:
    """List those that are not over."""
    rows = await tx.fetch(
        f"""
        SELECT {ABSENCE}
        FROM absences
        WHERE last_day >= (now() AT TIME ZONE 'Europe/Paris')::date
        ORDER BY first_day, account_id
        """
    )
    return msgspec.convert([dict(row) for row in rows], list[Absence])


async def list_absences_in_force(tx: Tx) -> list[Absence]:
    """List those of today."""
    rows = await tx.fetch(f"SELECT {ABSENCE} FROM absences_in_force ORDER BY region_code, account_id")
    return msgspec.convert([dict(row) for row in rows], list[Absence])


async def list_regions_stood_in(tx: Tx, account_id: str) -> list[str]:
    """List the regions for whose moderators somebody stands in today."""
    rows = await tx.fetch(
        "SELECT DISTINCT region_code FROM absences_in_force WHERE substitute = $1 ORDER BY 1", account_id
    )
    return [row["region_code"] for row in rows]


async def list_colleagues(tx: Tx) -> list[Colleague]:
    """List the accounts of moderators and of the national team."""
    rows = await tx.fetch(
        """
        SELECT DISTINCT ON (account_id)
            account_id::text AS account_id,
            CASE WHEN held ->> 'role' = 'moderator' THEN held ->> 'region_code' END AS region_code
        FROM known_accounts
        CROSS JOIN jsonb_array_elements(roles) AS held
        WHERE NOT gone AND held ->> 'role' IN ('moderator', 'national')
        -- The stronger of two roles is the one that an account has at a door.
        ORDER BY account_id, held ->> 'role' DESC
        """
    )
    return msgspec.convert([dict(row) for row in rows], list[Colleague])
