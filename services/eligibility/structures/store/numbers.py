"""Every SQL statement about the numbers of structures, and about ids that turn out to be of one structure."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec

from services.eligibility.structures.rules.identities import Numbered
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, columns, unnest


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """A number, and the id that it is to lead to."""

    number: str
    structure_id: UUID


GET_IDENTITIES = """
    SELECT secrets.value AS secret, number, structure_id, rank
    FROM secrets
    LEFT JOIN structure_numbers ON number = ANY($1::text[])
    WHERE secrets.name = 'structure ids'
    """
KEEP = f"""
    INSERT INTO structure_numbers ({columns(NumberRow)})
    SELECT {columns(NumberRow)}
    FROM {unnest(NumberRow)}
    ORDER BY number
    ON CONFLICT (number) DO NOTHING
    """

# The number that was met first says which id is the older.
LIST_TIES = f"""
    SELECT
        CASE WHEN other.first < own.first THEN number.structure_id ELSE known.structure_id END AS gone_id,
        CASE WHEN other.first < own.first THEN known.structure_id ELSE number.structure_id END AS kept_id,
        number.number AS tied_by
    FROM {unnest(NumberRow, alias="number")}
    JOIN structure_numbers AS known USING (number)
    CROSS JOIN LATERAL (
        SELECT coalesce(min(rank), 9223372036854775807) AS first
        FROM structure_numbers
        WHERE structure_id = number.structure_id
    ) AS own
    CROSS JOIN LATERAL (
        SELECT min(rank) AS first FROM structure_numbers WHERE structure_id = known.structure_id
    ) AS other
    WHERE known.structure_id <> number.structure_id
    ORDER BY gone_id
    """
MERGE = """
    WITH merged AS (
        INSERT INTO structure_merges (gone_id, kept_id, tied_by)
        VALUES ($1, $2, $3)
        ON CONFLICT (gone_id) DO NOTHING
    )
    UPDATE structure_numbers
    SET structure_id = $2
    WHERE structure_id = $1
    """
LEAD_ON = (
    """
    UPDATE structure_merges AS merge
    SET kept_id = later.kept_id
    FROM structure_merges AS later
    WHERE merge.kept_id = later.gone_id AND merge.done_at IS NULL
    """,
    """
    UPDATE structure_numbers
    SET structure_id = merge.kept_id
    FROM structure_merges AS merge
    WHERE structure_id = merge.gone_id
    """,
    """
    INSERT INTO ties (account, structure_id, made_by, made_at, withdrawn_at, withdrawn_by)
    SELECT account, merge.kept_id, made_by, made_at, withdrawn_at, withdrawn_by
    FROM ties
    JOIN structure_merges AS merge ON merge.gone_id = ties.structure_id
    ON CONFLICT ON CONSTRAINT ties_once DO NOTHING
    """,
)


async def get_identities(tx: Tx, numbers: Sequence[str]) -> tuple[bytes, list[Numbered]]:
    """Return the secret that ids are made with, and where these numbers lead."""
    rows = await tx.fetch(GET_IDENTITIES, numbers)
    known = [{name: row[name] for name in ("number", "structure_id", "rank")} for row in rows if row["number"]]
    return bytes(rows[0]["secret"]), msgspec.convert(known, list[Numbered])


async def keep_numbers(tx: Tx, numbers: Sequence[NumberRow]) -> None:
    """Let numbers lead to their ids from now on; where one leads elsewhere already, both ids are of one structure."""
    await tx.execute(KEEP, *arrays(NumberRow, numbers))
    for tie in await tx.fetch(LIST_TIES, *arrays(NumberRow, numbers)):
        await tx.execute(MERGE, tie["gone_id"], tie["kept_id"], tie["tied_by"])


async def lead_on(tx: Tx) -> None:
    """Let whatever was written beside a merge lead to the id that stays in the end."""
    for statement in LEAD_ON:
        await tx.execute(statement)


async def take_merges(tx: Tx, *, limit: int) -> list[tuple[UUID, UUID]]:
    """Lock some merges that are not carried out yet and that no other worker has; the id that goes comes first."""
    rows = await tx.fetch(
        """
        SELECT gone_id, kept_id
        FROM structure_merges
        WHERE done_at IS NULL
        ORDER BY gone_id
        LIMIT $1
        FOR UPDATE SKIP LOCKED
        """,
        limit,
    )
    return [(row["gone_id"], row["kept_id"]) for row in rows]


async def mark_merged(tx: Tx, gone_ids: Sequence[UUID]) -> None:
    """Note that merges are carried out."""
    await tx.execute("UPDATE structure_merges SET done_at = now() WHERE gone_id = ANY($1::uuid[])", gone_ids)
