"""The SQL that reads the register of places."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

import asyncpg
import msgspec

from services.submission.places.rules.place import KnownPlace
from shared.postgres.database import Tx
from shared.postgres.rows import columns

Position = tuple[str, str, UUID]
"""Where a list goes on: commune, name and id of the last one shown."""

USES = """
    SELECT count(DISTINCT place_uses.manifestation_id)
    FROM places AS spelt
    JOIN place_uses ON place_uses.place_id = spelt.place_id
    WHERE spelt.place_id = places.place_id OR spelt.merged_into = places.place_id
    """
SELECT = f"""
    SELECT {columns(KnownPlace, prefix="places.", but=["uses"])}, used.uses
    FROM places
    CROSS JOIN LATERAL ({USES}) AS used (uses)
    """
OFFERED = "places.merged_into IS NULL AND places.retired_at IS NULL AND used.uses > 0"
SAYS = "places.words LIKE ALL ($1::text[])"

SEARCH = f"""
    {SELECT}
    WHERE {OFFERED} AND {SAYS}
    ORDER BY (places.region_code = $2) IS TRUE DESC, used.uses DESC, places.name, places.place_id
    LIMIT $3
    """
LIST = f"""
    {SELECT}
    WHERE places.merged_into IS NULL
        AND used.uses > 0
        AND {SAYS}
        AND ($2::text IS NULL OR places.region_code = $2)
        AND ($3::boolean OR places.retired_at IS NULL)
        AND ($4::text IS NULL OR (places.commune_name, places.name, places.place_id) > ($4, $5, $6))
    ORDER BY places.commune_name, places.name, places.place_id
    LIMIT $7
    """
FIND = f"{SELECT} WHERE places.place_id = ANY($1::uuid[]) AND places.merged_into IS NULL ORDER BY places.place_id"
RESOLVE = f"""
    SELECT asked.place_id AS asked, kept.*
    FROM places AS asked
    JOIN ({SELECT}) AS kept ON kept.place_id = coalesce(asked.merged_into, asked.place_id)
    WHERE asked.place_id = ANY($1::uuid[])
    """


async def search_places(tx: Tx, words: Sequence[str], near: str | None, limit: int) -> list[KnownPlace]:
    """List those that say these words, of the region ``near`` first, the most named first."""
    return _places(await tx.fetch(SEARCH, _patterns(words), near, limit))


async def list_places(
    tx: Tx, words: Sequence[str], region_code: str | None, *, retired: bool, after: Position | None, limit: int
) -> list[KnownPlace]:
    """List those of a region, or of all, by commune and name."""
    return _places(await tx.fetch(LIST, _patterns(words), region_code, retired, *(after or (None, None, None)), limit))


async def find_places(tx: Tx, place_ids: Iterable[UUID]) -> list[KnownPlace]:
    """List those of these that stand by themselves."""
    return _places(await tx.fetch(FIND, list(place_ids)))


async def resolve_places(tx: Tx, place_ids: Iterable[UUID]) -> Mapping[UUID, KnownPlace]:
    """Return, by identifier of a spelling, the place that stands for it."""
    rows = await tx.fetch(RESOLVE, list(place_ids))
    return {row["asked"]: msgspec.convert(dict(row), KnownPlace) for row in rows}


def _patterns(words: Sequence[str]) -> list[str]:
    # Folded words have no sign that LIKE minds.
    return [f"% {word}%" for word in words]


def _places(rows: Iterable[asyncpg.Record]) -> list[KnownPlace]:
    return [msgspec.convert(dict(row), KnownPlace) for row in rows]
