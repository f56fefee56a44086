"""The SQL of lists: by owner, and by region for its chamber."""

from datetime import datetime
from uuid import UUID

from services.submission.manifestations.store import Manifestation, manifestation_of
from shared.postgres.database import Tx

Position = tuple[datetime, UUID]
"""Where a list goes on: ``updated_at`` and id of the last one shown."""


async def list_owned(tx: Tx, owner_key_id: str, *, after: Position | None, limit: int) -> list[Manifestation]:
    """List what one key registered, the latest change first."""
    rows = await tx.fetch(
        """
        SELECT id, version, state, edition, region_code, organiser, content, external_id, owner_key_id, created_at,
            updated_at, heard_version, judged_version, verdict, reasons, online, paper
        FROM manifestations_with_decision
        WHERE owner_key_id = $1 AND ($2::timestamptz IS NULL OR (updated_at, id) < ($2, $3))
        ORDER BY updated_at DESC, id DESC
        LIMIT $4
        """,
        owner_key_id,
        *(after or (None, None)),
        limit,
    )
    return [manifestation_of(row) for row in rows]


async def titles_at(
    tx: Tx, owner_key_id: str, *, starts_at: datetime, commune_code: str, edition: int
) -> list[tuple[UUID, str]]:
    """Return id and title of what one key has registered there and then and not withdrawn, the first one first."""
    rows = await tx.fetch(
        """
        SELECT id, content->>'title' AS title
        FROM manifestations
        WHERE owner_key_id = $1
            AND edition = $2
            AND state <> 'withdrawn'
            AND content->'place'->>'commune_code' = $3
            AND (content->>'starts_at')::timestamptz = $4
        ORDER BY created_at, id
        """,
        owner_key_id,
        edition,
        commune_code,
        starts_at,
    )
    return [(row["id"], row["title"]) for row in rows]


async def list_regional(tx: Tx, region_code: str | None, *, after: Position | None, limit: int) -> list[Manifestation]:
    """List those of a region, or of all regions, the latest change first."""
    rows = await tx.fetch(
        """
        SELECT id, version, state, edition, region_code, organiser, content, external_id, owner_key_id, created_at,
            updated_at, heard_version, judged_version, verdict, reasons, online, paper
        FROM manifestations_with_decision
        WHERE ($1::text IS NULL OR region_code = $1) AND ($2::timestamptz IS NULL OR (updated_at, id) < ($2, $3))
        ORDER BY updated_at DESC, id DESC
        LIMIT $4
        """,
        region_code,
        *(after or (None, None)),
        limit,
    )
    return [manifestation_of(row) for row in rows]
