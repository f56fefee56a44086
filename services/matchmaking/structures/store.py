"""SQL that reads the structures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from services.matchmaking.meetings.errors import StructureGone, StructureUnknown
from services.matchmaking.meetings.rules import Known
from shared.contracts.eligibility import LegalFamily
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """A structure that may take part."""

    structure_id: UUID
    version: int
    name: str
    search_name: str
    legal_family: LegalFamily
    region_code: str
    themes: tuple[str, ...]


async def find_known(tx: Tx, structure_ids: Sequence[UUID]) -> dict[UUID, Known]:
    """Return what a booking must know of these structures; those never heard of are left out."""
    rows = await tx.fetch(
        """
        SELECT structure_id, coalesce(name, '') AS name, gone
        FROM structures
        WHERE structure_id = ANY($1::uuid[])
        """,
        structure_ids,
    )
    return {row["structure_id"]: Known(name=row["name"], gone=row["gone"]) for row in rows}


async def get_structure(tx: Tx, structure_id: UUID) -> Structure:
    """Return a structure; raises ``StructureUnknown``, and ``StructureGone`` where it was removed."""
    row = await tx.fetchrow(
        """
        SELECT structure_id, version, gone, name, search_name, legal_family, region_code, themes
        FROM structures
        WHERE structure_id = $1
        """,
        structure_id,
    )
    if row is None:
        raise StructureUnknown(
            "Aucune structure reconnue ne porte cet identifiant : retrouvez le bon avec GET /structures?q=…"
        )
    if row["gone"]:
        raise StructureGone(
            "Elle a été reconnue, puis retirée. Pour en savoir plus, adressez-vous à la chambre de sa région."
        )
    return _structure(row)


async def list_structures(
    tx: Tx,
    *,
    patterns: Sequence[str],
    region_code: str | None,
    limit: int,
    after: tuple[str, UUID] | None = None,
) -> list[Structure]:
    """Return the structures whose folded name matches every pattern, in the order of names."""
    rows = await tx.fetch(
        """
        SELECT structure_id, version, name, search_name, legal_family, region_code, themes
        FROM structures
        WHERE NOT gone
            AND ' ' || search_name LIKE ALL ($1::text[])
            AND ($2::text IS NULL OR region_code = $2)
            AND ($3::text IS NULL OR (search_name, structure_id) > ($3, $4))
        ORDER BY search_name, structure_id
        LIMIT $5
        """,
        patterns,
        region_code,
        *(after or (None, None)),
        limit,
    )
    return [_structure(row) for row in rows]


def _structure(row: Any) -> Structure:
    return msgspec.convert(dict(row), Structure)
