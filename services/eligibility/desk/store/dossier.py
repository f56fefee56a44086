"""The SQL statements of what stands beside a dossier on its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Sibling:
    """Another manifestation of the same structure."""

    manifestation_id: UUID
    title: str
    verdict: str
    desk_region: str
    decided_at: datetime


async def list_siblings(
    tx: Tx, *, structure_id: UUID, edition: int, but: UUID, regions: Sequence[str] | None, account_id: str, limit: int
) -> list[Sibling]:
    """List the other manifestations of a structure that its reader may see, the latest first; None is every region."""
    rows = await tx.fetch(
        """
        SELECT manifestation_id, manifestation #>> '{content,title}' AS title, verdict, desk_region, decided_at
        FROM desk_dossiers
        WHERE structure_id = $1 AND edition = $2 AND manifestation_id <> $3
            AND ($4::text[] IS NULL OR desk_region = ANY($4))
            AND (barred IS NULL OR NOT barred ? $6)
        ORDER BY decided_at DESC, manifestation_id
        LIMIT $5
        """,
        structure_id,
        edition,
        but,
        regions,
        limit,
        account_id,
    )
    return msgspec.convert([dict(row) for row in rows], list[Sibling])


async def list_deciders(tx: Tx, manifestation_id: UUID) -> dict[int, str]:
    """Return which account took which decision, by the decision's version."""
    rows = await tx.fetch(
        "SELECT version, account_id FROM desk_decisions WHERE manifestation_id = $1 AND account_id IS NOT NULL",
        manifestation_id,
    )
    return {row["version"]: row["account_id"] for row in rows}


async def find_title(tx: Tx, manifestation_id: UUID) -> str:
    """Return the title of a manifestation; nothing where there is no dossier."""
    title = await tx.fetchval(
        "SELECT manifestation #>> '{content,title}' FROM desk_dossiers WHERE manifestation_id = $1", manifestation_id
    )
    return title or ""
