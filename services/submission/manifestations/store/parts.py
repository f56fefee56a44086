"""The SQL of collective programmes: what is part of a manifestation, and what another can be part of."""

from collections.abc import Sequence
from uuid import UUID

from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.store.lists import OWNED
from services.submission.manifestations.store.rows import SELECT_MANIFESTATIONS, manifestation_of
from shared.postgres.database import Tx

MOST = 200
PARTS = "manifestations.content ->> 'parent_id' = $1::text AND manifestations.state <> 'withdrawn'"

LIST_PARTS = f"""
    {SELECT_MANIFESTATIONS}
    WHERE {PARTS}
    ORDER BY (manifestations.content ->> 'starts_at')::timestamptz, manifestations.id
    LIMIT {MOST}
    """
LIST_CODED = f"""
    {SELECT_MANIFESTATIONS}
    WHERE manifestations.short_code >= $1
        AND manifestations.short_code < $1 || 'Z'
        AND manifestations.edition = $2
        AND manifestations.state <> 'withdrawn'
    ORDER BY manifestations.short_code
    LIMIT {MOST}
    """
# The fifth parameter is the one of ``OWNED``.
LIST_WHOLES = f"""
    {SELECT_MANIFESTATIONS}
    WHERE {OWNED}
        AND manifestations.edition = $2
        AND manifestations.id IS DISTINCT FROM $3::uuid
        AND manifestations.state <> 'withdrawn'
        AND manifestations.content ->> 'parent_id' IS NULL
    ORDER BY manifestations.content ->> 'title', manifestations.id
    LIMIT $4
    """

# In one order, so that two who make a part of each other's whole never wait for each other.
LOCK = "SELECT FROM manifestations WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE"


async def lock_part_and_whole(tx: Tx, part_id: UUID, whole_id: UUID) -> None:
    """Let nobody make a part of the one, or one with parts of the other, before the transaction ends."""
    await tx.execute(LOCK, [part_id, whole_id])


async def list_parts(tx: Tx, manifestation_id: UUID) -> list[Manifestation]:
    """List what is part of it and not withdrawn, in the order in which it begins."""
    return [manifestation_of(record) for record in await tx.fetch(LIST_PARTS, str(manifestation_id))]


async def has_parts(tx: Tx, manifestation_id: UUID) -> bool:
    """Tell whether something that is not withdrawn is part of it."""
    return bool(await tx.fetchval(f"SELECT EXISTS (SELECT FROM manifestations WHERE {PARTS})", str(manifestation_id)))


async def list_coded(tx: Tx, code: str, edition: int) -> list[Manifestation]:
    """List those of an edition whose short codes begin so."""
    return [manifestation_of(record) for record in await tx.fetch(LIST_CODED, code, edition)]


async def list_wholes(
    tx: Tx, owner_id: str, team_ids: Sequence[UUID], edition: int, *, but: UUID | None
) -> list[Manifestation]:
    """List what an account and its teams look after and is part of nothing, one apart, by title."""
    records = await tx.fetch(LIST_WHOLES, owner_id, edition, but, MOST, team_ids)
    return [manifestation_of(record) for record in records]
