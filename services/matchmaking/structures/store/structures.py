"""SQL of the structures that may take part, and of those that no longer may."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from services.matchmaking.structures.errors import StructureGone, StructureUnknown
from services.matchmaking.structures.rules import Known, Structure
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, assignments, columns, unnest


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureRow:
    """A row of ``structures``; once gone, nothing is told but its version."""

    structure_id: UUID
    version: int
    gone: bool
    name: str | None = None
    usual_name: str | None = None
    search_name: str | None = None
    legal_family: str | None = None
    region_code: str | None = None
    themes: tuple[str, ...] = ()
    verified_until: datetime | None = None


AS_STRUCTURE = columns(StructureRow, but=("gone",))
UPSERT = f"""
    INSERT INTO structures AS known ({columns(StructureRow)})
    SELECT {columns(StructureRow)}
    FROM {unnest(StructureRow)}
    ON CONFLICT (structure_id) DO UPDATE
        SET {assignments(StructureRow, but=("structure_id", "name"))},
            -- Past meetings go on naming what is gone.
            name = CASE WHEN excluded.gone THEN coalesce(known.usual_name, known.name) ELSE excluded.name END
        WHERE known.version < excluded.version
    """
GET = f"""
    SELECT {AS_STRUCTURE}, gone OR coalesce(verified_until <= $2, false) AS gone
    FROM structures
    WHERE structure_id = $1
    """
LIST = f"""
    SELECT {AS_STRUCTURE}
    FROM structures
    WHERE NOT gone
        AND (verified_until IS NULL OR verified_until > $1)
        AND ' ' || search_name LIKE ALL ($2::text[])
        AND ($3::text IS NULL OR region_code = $3)
        AND ($4::text IS NULL OR (search_name, structure_id) > ($4, $5))
    ORDER BY search_name, structure_id
    LIMIT $6
    """


async def upsert_structures(tx: Tx, structures: Sequence[StructureRow]) -> None:
    """Keep what is newer than what is known; a removal leaves the name it was shown under."""
    await tx.execute(UPSERT, *arrays(StructureRow, structures))


async def end_structures(tx: Tx, structure_ids: Sequence[UUID]) -> None:
    """Let what is known of these be bookable no more, and wait for bookings of them that are at hand."""
    await tx.execute(
        "UPDATE structures SET gone = true WHERE structure_id = ANY($1::uuid[]) AND NOT gone", structure_ids
    )


async def list_present_structures(tx: Tx) -> list[tuple[str, int]]:
    """Return identifier, as text, and version of each that is not gone."""
    rows = await tx.fetch("SELECT structure_id::text, version FROM structures WHERE NOT gone")
    return [tuple(row) for row in rows]


async def lock_known(tx: Tx, structure_ids: Sequence[UUID]) -> dict[UUID, Known]:
    """Return what a booking must know of these structures; those never heard of are left out.

    Until the transaction ends no other booking has them: where two write the same party, the exclusion constraint
    would let both in and leave it to the deadlock detector, a second each time.
    """
    rows = await tx.fetch(
        """
        SELECT structure_id, coalesce(usual_name, name, '') AS name, gone, verified_until
        FROM structures
        WHERE structure_id = ANY($1::uuid[])
        ORDER BY structure_id
        FOR NO KEY UPDATE
        """,
        structure_ids,
    )
    return {
        row["structure_id"]: Known(name=row["name"], gone=row["gone"], verified_until=row["verified_until"])
        for row in rows
    }


async def get_structure(tx: Tx, structure_id: UUID, *, at: datetime) -> Structure:
    """Return a structure; raises ``StructureUnknown``, and ``StructureGone`` where it is no longer verified."""
    row = await tx.fetchrow(GET, structure_id, at)
    if row is None:
        raise StructureUnknown(
            "Aucune structure reconnue ne porte cet identifiant : retrouvez le bon avec GET /structures?q=…"
        )
    if row["gone"]:
        raise StructureGone(
            "Elle a été reconnue et ne l’est plus. Pour en savoir plus, adressez-vous à la chambre de sa région."
        )
    return _structure(row)


async def list_structures(
    tx: Tx,
    *,
    at: datetime,
    patterns: Sequence[str],
    region_code: str | None,
    limit: int,
    after: tuple[str, UUID] | None = None,
) -> list[Structure]:
    """Return the structures whose folded names match every pattern, in the order of names."""
    rows = await tx.fetch(LIST, at, patterns, region_code, *(after or (None, None)), limit)
    return [_structure(row) for row in rows]


def _structure(row: Any) -> Structure:
    return msgspec.convert(dict(row), Structure)
