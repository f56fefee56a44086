"""Every SQL statement about verified structures."""

from collections.abc import Sequence
from uuid import UUID

import asyncpg
import msgspec

from services.eligibility.dossiers.errors import DecidedMeanwhile
from shared.contracts.eligibility import StructureVerified
from shared.outbox.append import OutboxRow, columns
from shared.postgres.database import Tx


async def list_structures(tx: Tx, structure_ids: Sequence[UUID]) -> dict[UUID, StructureVerified]:
    """Return those that exist, as they are at the moment."""
    rows = await tx.fetch(
        """
        SELECT structure_id, version, name, legal_family, region_code, themes, siren, verified_at
        FROM structures
        WHERE structure_id = ANY($1::uuid[])
        """,
        structure_ids,
    )
    return _by_id(rows)


async def lock_structures(tx: Tx, structure_ids: Sequence[UUID]) -> dict[UUID, StructureVerified]:
    """Lock those that exist, in the order of their key."""
    rows = await tx.fetch(
        """
        SELECT structure_id, version, name, legal_family, region_code, themes, siren, verified_at
        FROM structures
        WHERE structure_id = ANY($1::uuid[])
        ORDER BY structure_id
        FOR UPDATE
        """,
        structure_ids,
    )
    return _by_id(rows)


async def save_structures(tx: Tx, structures: Sequence[StructureVerified], told: Sequence[OutboxRow]) -> None:
    """Write structures and outbox in one statement; each structure at most once, sorted by key.

    Raises ``DecidedMeanwhile`` where another process wrote one of them after it was found missing.
    """
    # Themes travel as text: unnest would flatten an array of arrays.
    written = await tx.fetchval(
        """
        WITH incoming (
            structure_id, version, name, legal_family, region_code, themes, siren,
            verified_at, topic, record_key, record_version, headers, payload
        ) AS (
            SELECT
                unnest($1::uuid[]), unnest($2::bigint[]), unnest($3::text[]), unnest($4::text[]), unnest($5::text[]),
                unnest($6::text[])::jsonb, unnest($7::text[]), unnest($8::timestamptz[]), unnest($9::text[]),
                unnest($10::text[]), unnest($11::bigint[]), unnest($12::jsonb[]), unnest($13::bytea[])
        ), saved AS (
            INSERT INTO structures (structure_id, version, name, legal_family, region_code, themes, siren, verified_at)
            SELECT
                structure_id, version, name, legal_family, region_code,
                ARRAY(SELECT jsonb_array_elements_text(themes)), siren, verified_at
            FROM incoming
            ON CONFLICT (structure_id) DO UPDATE
                SET version = excluded.version,
                    name = excluded.name,
                    legal_family = excluded.legal_family,
                    region_code = excluded.region_code,
                    themes = excluded.themes,
                    siren = excluded.siren
                WHERE structures.version < excluded.version
            RETURNING structure_id
        ), told AS (
            INSERT INTO outbox (topic, key, version, headers, payload)
            SELECT topic, record_key, record_version, headers, payload
            FROM incoming
            JOIN saved USING (structure_id)
        )
        SELECT count(*) FROM saved
        """,
        [structure.structure_id for structure in structures],
        [structure.version for structure in structures],
        [structure.name for structure in structures],
        [structure.legal_family for structure in structures],
        [structure.region_code for structure in structures],
        [msgspec.json.encode(structure.themes).decode() for structure in structures],
        [structure.siren for structure in structures],
        [structure.verified_at for structure in structures],
        *columns(told),
    )
    if written != len(structures):
        raise DecidedMeanwhile("Cette structure vient d’être enregistrée : réessayez.", retry_after_seconds=1)


def _by_id(rows: Sequence[asyncpg.Record]) -> dict[UUID, StructureVerified]:
    return {row["structure_id"]: msgspec.convert(dict(row), StructureVerified) for row in rows}
