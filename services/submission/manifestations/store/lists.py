"""The SQL of lists: by owner, and by region for its chamber."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.store.rows import SELECT_MANIFESTATIONS, manifestation_of
from shared.postgres.database import Tx

Position = tuple[datetime, UUID]
"""Where a list goes on: ``updated_at`` and id of the last one shown."""

PAGE = """
        AND ($2::timestamptz IS NULL OR (manifestations.updated_at, manifestations.id) < ($2, $3))
    ORDER BY manifestations.updated_at DESC, manifestations.id DESC
    LIMIT $4
    """
LIST_OWNED = f"""
    {SELECT_MANIFESTATIONS}
    WHERE (
        (manifestations.team_id IS NULL AND manifestations.owner_id = $1)
        OR manifestations.team_id = ANY($5::uuid[])
    )
    {PAGE}
    """
LIST_REGIONAL = f"""
    {SELECT_MANIFESTATIONS}
    WHERE ($1::text IS NULL OR coalesce(manifestations.region_code, decisions_heard.region_code) = $1)
    {PAGE}
    """


async def list_owned(
    tx: Tx, owner_id: str, team_ids: Sequence[UUID], *, after: Position | None, limit: int
) -> list[Manifestation]:
    """List what one account and its teams look after, the latest change first."""
    return await _page(tx, LIST_OWNED, owner_id, after, limit, team_ids)


async def list_regional(tx: Tx, region_code: str | None, *, after: Position | None, limit: int) -> list[Manifestation]:
    """List those of a region, or of all regions, the latest change first."""
    return await _page(tx, LIST_REGIONAL, region_code, after, limit)


async def titles_at(
    tx: Tx, owner_id: str, *, starts_at: datetime, commune_code: str | None, edition: int
) -> list[tuple[UUID, str]]:
    """Return id and title of what one account registered there and then and not withdrawn, the first one first.

    Without a commune it is what takes place online.
    """
    rows = await tx.fetch(
        """
        SELECT id, content->>'title' AS title
        FROM manifestations
        WHERE owner_id = $1
            AND edition = $2
            AND state <> 'withdrawn'
            AND coalesce(
                content #>> '{occurrences,0,place,commune_code}', content #>> '{place,commune_code}'
            ) IS NOT DISTINCT FROM $3
            AND (content->>'starts_at')::timestamptz = $4
        ORDER BY created_at, id
        """,
        owner_id,
        edition,
        commune_code,
        starts_at,
    )
    return [(row["id"], row["title"]) for row in rows]


async def _page(
    tx: Tx, query: str, of: str | None, after: Position | None, limit: int, *more: object
) -> list[Manifestation]:
    records = await tx.fetch(query, of, *(after or (None, None)), limit, *more)
    return [manifestation_of(record) for record in records]
