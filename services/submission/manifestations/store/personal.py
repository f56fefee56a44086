"""The SQL of what one account registered and changed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.store.rows import SELECT_MANIFESTATIONS, manifestation_of
from shared.postgres.database import Tx

REGISTERED = f"{SELECT_MANIFESTATIONS} WHERE manifestations.owner_id = $1 ORDER BY manifestations.created_at, id"
TOUCHED = f"""
    {SELECT_MANIFESTATIONS}
    WHERE manifestations.state <> 'withdrawn'
        AND (
            manifestations.owner_id = $1
            OR manifestations.team_id = ANY($2::uuid[])
            OR manifestations.id IN (
                SELECT manifestation_id FROM manifestation_versions WHERE changed_by = $1 OR owner_id = $1
            )
        )
    ORDER BY manifestations.id
    FOR UPDATE OF manifestations
    """


async def list_registered(tx: Tx, account_id: str) -> list[Manifestation]:
    """List what an account owns, the first one first."""
    return [manifestation_of(record) for record in await tx.fetch(REGISTERED, account_id)]


async def lock_touched(tx: Tx, account_id: str, team_ids: Sequence[UUID]) -> list[Manifestation]:
    """List what an account owns, owned or changed, and what these teams have, but for what is withdrawn; locked."""
    return [manifestation_of(record) for record in await tx.fetch(TOUCHED, account_id, team_ids)]


async def list_changes(tx: Tx, account_id: str) -> list[dict[str, Any]]:
    """List the versions that an account made."""
    rows = await tx.fetch(
        """
        SELECT manifestation_id, version, state, changed_as, changed_at
        FROM manifestation_versions
        WHERE changed_by = $1
        ORDER BY changed_at, manifestation_id
        """,
        account_id,
    )
    changes: list[dict[str, Any]] = msgspec.to_builtins([dict(row) for row in rows])
    return changes


async def forget_in_former(
    tx: Tx, manifestation_id: UUID, *, but: int, mentioned: Sequence[str], everything: bool
) -> None:
    """Take contact and what the chamber alone reads out of every version but one.

    Only where a word of ``mentioned`` stands in it, or everywhere. Digests of what a partner said go in any case.
    """
    await tx.execute("DELETE FROM said_by_partners WHERE manifestation_id = $1", manifestation_id)
    await tx.execute(
        """
        UPDATE manifestation_versions
        SET content = without_contact(content), note = NULL, chamber_answers = '{}', appeal = NULL
        WHERE manifestation_id = $1
            AND version <> $2
            AND (
                $4
                OR EXISTS (
                    SELECT
                    FROM unnest($3::text[]) AS word
                    WHERE position(lower(word) IN lower(concat(content, note, chamber_answers, appeal))) > 0
                )
            )
        """,
        manifestation_id,
        but,
        mentioned,
        everything,
    )
