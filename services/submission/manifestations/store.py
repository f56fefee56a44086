"""The SQL of manifestations and of what was decided about them; lists are in ``list_store.py``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from services.submission.manifestations.rules import Heard
from shared.contracts.content import Content, Organiser
from shared.contracts.eligibility import EligibilityDecided, Reason
from shared.contracts.submission import ManifestationChanged, State
from shared.outbox.append import OutboxRow
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifestation:
    """A manifestation as it stands, with the last decision heard about it."""

    id: UUID
    version: int
    state: State
    edition: int
    region_code: str
    organiser: Organiser
    content: Content
    external_id: str | None
    owner_key_id: str
    created_at: datetime
    updated_at: datetime
    heard: Heard | None


async def update_manifestation(tx: Tx, event: ManifestationChanged, *, outbox: OutboxRow) -> bool:
    """Write the next version everywhere; False where the present one is not the version before it."""
    written = await tx.fetchval(
        """
        WITH entity AS (
            UPDATE manifestations
            SET version = $2, state = $3, edition = $4, region_code = $5, organiser = $6, content = $7, updated_at = $8
            WHERE id = $1 AND version = $2 - 1 AND state <> 'withdrawn'
            RETURNING id, version, state, edition, region_code, organiser, content, updated_at
        ), history AS (
            INSERT INTO manifestation_versions (
                manifestation_id, version, state, edition, region_code, organiser, content, changed_at
            )
            SELECT id, version, state, edition, region_code, organiser, content, updated_at FROM entity
        )
        INSERT INTO outbox (topic, key, version, headers, payload)
        SELECT $9, $10, $11, $12, $13 FROM entity
        RETURNING true
        """,
        *columns_of(event),
        event.changed_at,
        *outbox.values(),
    )
    return bool(written)


async def find_manifestation(tx: Tx, manifestation_id: UUID) -> Manifestation | None:
    """Return one manifestation with its last decision."""
    row = await tx.fetchrow(
        """
        SELECT id, version, state, edition, region_code, organiser, content, external_id, owner_key_id, created_at,
            updated_at, heard_version, judged_version, verdict, reasons, online, paper
        FROM manifestations_with_decision
        WHERE id = $1
        """,
        manifestation_id,
    )
    return manifestation_of(row) if row else None


async def get_by_external_id(tx: Tx, owner_key_id: str, external_id: str) -> UUID:
    """Return the id of the manifestation that bears its owner's reference."""
    found: UUID | None = await tx.fetchval(
        "SELECT id FROM manifestations WHERE owner_key_id = $1 AND external_id = $2", owner_key_id, external_id
    )
    if found is None:
        raise LookupError(external_id)
    return found


async def upsert_decisions(tx: Tx, decisions: Sequence[EligibilityDecided]) -> None:
    """Keep the last decision per manifestation; an older one changes nothing."""
    await tx.execute(
        """
        INSERT INTO decisions_heard (
            manifestation_id, version, judged_version, verdict, reasons, online, paper, decided_at
        )
        SELECT manifestation_id, version, judged_version, verdict, reasons, online, paper, decided_at
        FROM unnest(
            $1::uuid[], $2::bigint[], $3::bigint[], $4::text[], $5::jsonb[], $6::boolean[], $7::boolean[],
            $8::timestamptz[]
        ) AS incoming (manifestation_id, version, judged_version, verdict, reasons, online, paper, decided_at)
        ON CONFLICT (manifestation_id) DO UPDATE
            SET version = excluded.version,
                judged_version = excluded.judged_version,
                verdict = excluded.verdict,
                reasons = excluded.reasons,
                online = excluded.online,
                paper = excluded.paper,
                decided_at = excluded.decided_at
            WHERE decisions_heard.version < excluded.version
        """,
        [decision.manifestation_id for decision in decisions],
        [decision.version for decision in decisions],
        [decision.judged_version for decision in decisions],
        [decision.verdict for decision in decisions],
        [decision.reasons for decision in decisions],
        [decision.online for decision in decisions],
        [decision.paper for decision in decisions],
        [decision.decided_at for decision in decisions],
    )


def manifestation_of(row: asyncpg.Record) -> Manifestation:
    """Read a row of ``manifestations_with_decision``."""
    known = dict(row)
    heard = {name: known.pop(name) for name in ("judged_version", "verdict", "reasons", "online", "paper")}
    heard_version = known.pop("heard_version")
    return Manifestation(
        **{
            **known,
            "organiser": msgspec.convert(known["organiser"], Organiser),
            "content": msgspec.convert(known["content"], Content),
        },
        heard=None
        if heard_version is None
        else Heard(
            version=heard_version, **{**heard, "reasons": msgspec.convert(heard["reasons"], tuple[Reason, ...])}
        ),
    )


def columns_of(event: ManifestationChanged) -> tuple[Any, ...]:
    """Return what is told of a manifestation as columns: id, version, state, edition, region, organiser, content."""
    return (
        event.manifestation_id,
        event.version,
        event.state,
        event.edition,
        event.region_code,
        event.organiser,
        event.content,
    )
