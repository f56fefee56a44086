"""The SQL statements that change dossiers and write the decisions on them; reading is in ``queue_store``."""

from collections.abc import Sequence
from uuid import UUID

import asyncpg
import msgspec

from services.eligibility.criteria.rules import Judgement
from services.eligibility.dossiers.dossier import Dossier, NewDecision
from shared.contracts.eligibility import Reason
from shared.contracts.submission import ManifestationChanged
from shared.kafka.marks import Marks
from shared.outbox.append import OutboxRow, columns
from shared.postgres.database import Tx

Reasons = tuple[Reason, ...]


async def lock_dossiers(tx: Tx, manifestation_ids: Sequence[UUID]) -> dict[UUID, Dossier]:
    """Lock those that exist, in the order of their key, so that two batches never wait for each other in a circle."""
    rows = await tx.fetch(
        """
        SELECT
            version, verdict, online, paper, reasons, decided_by, decided_at, opened_at, correlation_id, manifestation
        FROM dossiers
        WHERE manifestation_id = ANY($1::uuid[])
        ORDER BY manifestation_id
        FOR UPDATE
        """,
        manifestation_ids,
    )
    return {dossier.manifestation_id: dossier for dossier in map(dossier_of, rows)}


async def save_decisions(
    tx: Tx, decisions: Sequence[NewDecision], told: Sequence[OutboxRow], *, marks: Marks
) -> frozenset[UUID]:
    """Write dossiers, history, outbox and marks in one statement; each dossier at most once, sorted by key.

    Returns which were written, since what is known already, or was decided meanwhile, stays as it is.
    """
    dossiers = [decision.dossier for decision in decisions]
    # One statement, so that a decision is never stored without being told; the outbox ids are drawn under the rows'
    # locks, so for one dossier their order is that of its versions. Reasons travel as text, since a tuple in an array
    # would be taken for a second dimension.
    rows = await tx.fetch(
        """
        WITH incoming (
            manifestation_id, version, judged_version, region_code, verdict, online, paper,
            reasons, decided_by, decided_at, opened_at, awaits_register, correlation_id,
            manifestation, key_id, topic, record_key, record_version, headers, payload
        ) AS (
            SELECT
                unnest($1::uuid[]), unnest($2::bigint[]), unnest($3::bigint[]), unnest($4::text[]), unnest($5::text[]),
                unnest($6::boolean[]), unnest($7::boolean[]), unnest($8::text[])::jsonb, unnest($9::text[]),
                unnest($10::timestamptz[]), unnest($11::timestamptz[]), unnest($12::boolean[]), unnest($13::text[]),
                unnest($14::jsonb[]), unnest($15::text[]), unnest($16::text[]), unnest($17::text[]),
                unnest($18::bigint[]), unnest($19::jsonb[]), unnest($20::bytea[])
        ), saved AS (
            INSERT INTO dossiers (
                manifestation_id, version, judged_version, region_code, verdict, online, paper,
                reasons, decided_by, decided_at, opened_at, awaits_register, correlation_id, manifestation
            )
            SELECT
                manifestation_id, version, judged_version, region_code, verdict, online, paper,
                reasons, decided_by, decided_at, opened_at, awaits_register, correlation_id, manifestation
            FROM incoming
            ON CONFLICT (manifestation_id) DO UPDATE
                SET version = excluded.version,
                    judged_version = excluded.judged_version,
                    region_code = excluded.region_code,
                    verdict = excluded.verdict,
                    online = excluded.online,
                    paper = excluded.paper,
                    reasons = excluded.reasons,
                    decided_by = excluded.decided_by,
                    decided_at = excluded.decided_at,
                    awaits_register = excluded.awaits_register,
                    correlation_id = excluded.correlation_id,
                    manifestation = excluded.manifestation
                WHERE dossiers.version < excluded.version AND dossiers.judged_version <= excluded.judged_version
            RETURNING manifestation_id
        ), remembered AS (
            INSERT INTO decisions (
                manifestation_id, version, judged_version, verdict, online, paper,
                reasons, decided_by, decided_at, key_id
            )
            SELECT
                manifestation_id, version, judged_version, verdict, online, paper,
                reasons, decided_by, decided_at, key_id
            FROM incoming
            JOIN saved USING (manifestation_id)
        ), told AS (
            INSERT INTO outbox (topic, key, version, headers, payload)
            SELECT topic, record_key, record_version, headers, payload
            FROM incoming
            JOIN saved USING (manifestation_id)
        ), marked AS (
            INSERT INTO applied_offsets (consumer_group, topic, partition, next_offset)
            SELECT * FROM unnest($21::text[], $22::text[], $23::int[], $24::bigint[])
            ON CONFLICT (consumer_group, topic, partition) DO UPDATE
                SET next_offset = excluded.next_offset
                WHERE applied_offsets.next_offset < excluded.next_offset
        )
        SELECT manifestation_id FROM saved
        """,
        [dossier.manifestation_id for dossier in dossiers],
        [dossier.version for dossier in dossiers],
        [dossier.manifestation.version for dossier in dossiers],
        [dossier.manifestation.region_code for dossier in dossiers],
        [dossier.judgement.verdict for dossier in dossiers],
        [dossier.judgement.online for dossier in dossiers],
        [dossier.judgement.paper for dossier in dossiers],
        [msgspec.json.encode(dossier.reasons).decode() for dossier in dossiers],
        [dossier.decided_by for dossier in dossiers],
        [dossier.decided_at for dossier in dossiers],
        [dossier.opened_at for dossier in dossiers],
        [dossier.awaits_register for dossier in dossiers],
        [dossier.correlation_id for dossier in dossiers],
        [dossier.manifestation for dossier in dossiers],
        [decision.key_id for decision in decisions],
        *columns(told),
        *marks.columns(),
    )
    return frozenset(row["manifestation_id"] for row in rows)


async def list_awaiting_register(tx: Tx, *, limit: int) -> list[Dossier]:
    """Draw some of the dossiers that the register's answer may settle, at random; not locked.

    Oldest first would let a few numbers that the register chokes on stand before all others for ever.
    """
    rows = await tx.fetch(
        """
        SELECT
            version, verdict, online, paper, reasons, decided_by, decided_at, opened_at, correlation_id, manifestation
        FROM dossiers
        WHERE awaits_register
        ORDER BY random()
        LIMIT $1
        """,
        limit,
    )
    return [dossier_of(row) for row in rows]


def dossier_of(row: asyncpg.Record) -> Dossier:
    """Return the dossier that a row holds."""
    return Dossier(
        manifestation=msgspec.convert(row["manifestation"], ManifestationChanged),
        version=row["version"],
        judgement=Judgement(verdict=row["verdict"], online=row["online"], paper=row["paper"]),
        reasons=msgspec.convert(row["reasons"], Reasons),
        decided_by=row["decided_by"],
        decided_at=row["decided_at"],
        opened_at=row["opened_at"],
        correlation_id=row["correlation_id"],
    )
