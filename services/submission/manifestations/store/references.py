"""The SQL of what stands under a partner's references."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.store.rows import SELECT_MANIFESTATIONS, manifestation_of
from shared.contracts.content import Content, Organiser
from shared.postgres.database import Tx

# The one that stands comes first, then the one that was withdrawn last.
LIST_BY_REFERENCE = f"""
    {SELECT_MANIFESTATIONS}
    WHERE manifestations.owner_id = $1
        AND manifestations.edition = $2
        AND manifestations.external_id = ANY($3::text[])
    ORDER BY manifestations.state = 'withdrawn', manifestations.updated_at DESC
    """

LAST_BY = """
    SELECT DISTINCT ON (manifestation_id) manifestation_id, region_code, organiser, content, note, chamber_answers
    FROM manifestation_versions
    WHERE manifestation_id = ANY($1::uuid[]) AND changed_by = $2
    ORDER BY manifestation_id, version DESC
    """


async def list_by_reference(tx: Tx, owner_id: str, edition: int, references: Sequence[str]) -> dict[str, Manifestation]:
    """Return by reference what its owner registered: the one that is not withdrawn, else the one withdrawn last."""
    found: dict[str, Manifestation] = {}
    for record in await tx.fetch(LIST_BY_REFERENCE, owner_id, edition, references):
        manifestation = manifestation_of(record)
        found.setdefault(str(manifestation.external_id), manifestation)
    return found


async def list_last_by(tx: Tx, account_id: str, manifestation_ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """Return by manifestation what the last version that an account made says, as fields of a manifestation."""
    rows = await tx.fetch(LAST_BY, manifestation_ids, account_id)
    return {
        row["manifestation_id"]: {
            "region_code": row["region_code"],
            "organiser": msgspec.convert(row["organiser"], Organiser),
            "content": msgspec.convert(row["content"], Content),
            "note": row["note"],
            "chamber_answers": row["chamber_answers"],
        }
        for row in rows
    }


async def list_said(tx: Tx, manifestation_ids: Sequence[UUID]) -> dict[UUID, dict[str, str]]:
    """Return by manifestation what its partner said last, a digest by field."""
    rows = await tx.fetch(
        "SELECT manifestation_id, said FROM said_by_partners WHERE manifestation_id = ANY($1::uuid[])",
        manifestation_ids,
    )
    return {row["manifestation_id"]: row["said"] for row in rows}


async def upsert_said(tx: Tx, manifestation_id: UUID, said: Mapping[str, str]) -> None:
    """Keep what a partner has said just now."""
    await tx.execute(
        """
        INSERT INTO said_by_partners (manifestation_id, said)
        VALUES ($1, $2::jsonb)
        ON CONFLICT (manifestation_id) DO UPDATE
            SET said = excluded.said
        """,
        manifestation_id,
        said,
    )
