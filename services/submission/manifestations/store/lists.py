"""The SQL of lists: by owner, and by region for its chamber."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.store.rows import SELECT_MANIFESTATIONS, manifestation_of
from shared.postgres.database import Tx

Position = tuple[datetime, UUID]
"""Where a list goes on: ``updated_at``, or when it was changed or decided on, and id of the last one shown."""
Moved = tuple[datetime, Manifestation]
"""When it changed last, or a decision on it became known, and how it stands."""

PAGE = """
        AND ($2::timestamptz IS NULL OR (manifestations.updated_at, manifestations.id) < ($2, $3))
    ORDER BY manifestations.updated_at DESC, manifestations.id DESC
    LIMIT $4
    """
OWNED = """
    (
        (manifestations.team_id IS NULL AND manifestations.owner_id = $1)
        OR manifestations.team_id = ANY($5::uuid[])
    )
    """
REGIONAL = "($1::text IS NULL OR coalesce(manifestations.region_code, decisions_heard.region_code) = $1)"
LIST_OWNED = f"{SELECT_MANIFESTATIONS} WHERE {OWNED} {PAGE}"
LIST_REGIONAL = f"{SELECT_MANIFESTATIONS} WHERE {REGIONAL} {PAGE}"

MOVED_AT = "greatest(listed.updated_at, heard.heard_at)"
MOVED = f"""
    LEFT JOIN decisions_heard_at AS heard ON heard.manifestation_id = listed.id
    WHERE ({MOVED_AT}, listed.id) > ($2::timestamptz, $3::uuid)
    ORDER BY {MOVED_AT}, listed.id
    LIMIT $4
    """
LIST_MOVED_OWNED = f"""
    SELECT listed.*, {MOVED_AT} AS moved_at
    FROM ({SELECT_MANIFESTATIONS} WHERE {OWNED}) AS listed
    {MOVED}
    """
LIST_MOVED_REGIONAL = f"""
    SELECT listed.*, {MOVED_AT} AS moved_at
    FROM ({SELECT_MANIFESTATIONS} WHERE {REGIONAL}) AS listed
    {MOVED}
    """


async def list_owned(
    tx: Tx, owner_id: str, team_ids: Sequence[UUID], *, after: Position | None, limit: int
) -> list[Manifestation]:
    """List what one account and its teams look after, the latest change first."""
    return await _page(tx, LIST_OWNED, owner_id, after, limit, team_ids)


async def list_regional(tx: Tx, region_code: str | None, *, after: Position | None, limit: int) -> list[Manifestation]:
    """List those of a region, or of all regions, the latest change first."""
    return await _page(tx, LIST_REGIONAL, region_code, after, limit)


async def list_moved_owned(
    tx: Tx, owner_id: str, team_ids: Sequence[UUID], *, after: Position, limit: int
) -> list[Moved]:
    """List what one account and its teams look after and what has changed, or was decided on, since; in this order."""
    return await _moved(tx, LIST_MOVED_OWNED, owner_id, after, limit, team_ids)


async def list_moved_regional(tx: Tx, region_code: str | None, *, after: Position, limit: int) -> list[Moved]:
    """List those of a region, or of all regions, in the same way."""
    return await _moved(tx, LIST_MOVED_REGIONAL, region_code, after, limit)


async def _page(
    tx: Tx, query: str, of: str | None, after: Position | None, limit: int, *more: object
) -> list[Manifestation]:
    records = await tx.fetch(query, of, *(after or (None, None)), limit, *more)
    return [manifestation_of(record) for record in records]


async def _moved(tx: Tx, query: str, of: str | None, after: Position, limit: int, *more: object) -> list[Moved]:
    records = await tx.fetch(query, of, *after, limit, *more)
    return [(record["moved_at"], manifestation_of(record)) for record in records]
