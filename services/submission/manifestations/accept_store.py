"""The SQL of registering."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from services.submission.manifestations.store import columns_of
from shared.contracts.submission import ManifestationChanged
from shared.http.idempotency_store import KeptAnswer
from shared.outbox.append import OutboxRow
from shared.postgres.database import Tx


class FirstVersion(NamedTuple):
    """All that is written of a registration: what is told is also the row; and what its sender is answered."""

    event: ManifestationChanged
    external_id: str | None
    owner_key_id: str
    outbox: OutboxRow
    answer: KeptAnswer


async def insert_manifestations(tx: Tx, first_versions: Sequence[FirstVersion]) -> list[bool]:
    """Write each manifestation, its first version, what is told of it and what is answered; False for a repeat.

    Raises asyncpg's ``UniqueViolationError`` where an owner used a reference before; then nothing is written.
    """
    # In the order of the repeat keys, so that two processes that are sent the same ones wait for each other in one
    # direction only; a key that comes twice is the first one's.
    by_repeat_key = {(new.answer.scope, new.answer.key): new for new in reversed(first_versions)}
    ordered = [by_repeat_key[repeat_key] for repeat_key in sorted(by_repeat_key)]
    # One statement: the outbox id is drawn under the entity's row lock, so id order is commit order; and by itself it
    # is all or nothing in a single round trip, so a request that is refused leaves no answer behind.
    rows = await tx.fetch(
        """
        WITH incoming AS (
            SELECT *
            FROM unnest(
                $1::uuid[], $2::bigint[], $3::text[], $4::int[], $5::text[], $6::jsonb[], $7::jsonb[],
                $8::timestamptz[], $9::text[], $10::text[],
                $11::text[], $12::text[], $13::jsonb[], $14::bytea[],
                $15::text[], $16::text[], $17::text[], $18::int[], $19::jsonb[], $20::bytea[]
            ) AS incoming (
                id, version, state, edition, region_code, organiser, content,
                changed_at, external_id, owner_key_id,
                topic, outbox_key, headers, payload,
                scope, key, request_sha256, status, answer_headers, body
            )
        ), first_time AS (
            INSERT INTO idempotency_keys (scope, key, request_sha256, status, headers, body)
            SELECT scope, key, request_sha256, status, answer_headers, body
            FROM incoming
            ON CONFLICT (scope, key) DO NOTHING
            RETURNING scope, key
        ), entity AS (
            INSERT INTO manifestations (
                id, version, state, edition, region_code, organiser, content, external_id, owner_key_id,
                created_at, updated_at
            )
            SELECT id, version, state, edition, region_code, organiser, content, external_id, owner_key_id,
                changed_at, changed_at
            FROM incoming
            JOIN first_time USING (scope, key)
            RETURNING id
        ), history AS (
            INSERT INTO manifestation_versions (
                manifestation_id, version, state, edition, region_code, organiser, content, changed_at
            )
            SELECT id, version, state, edition, region_code, organiser, content, changed_at
            FROM incoming
            JOIN entity USING (id)
        ), told AS (
            INSERT INTO outbox (topic, key, version, headers, payload)
            SELECT topic, outbox_key, version, headers, payload
            FROM incoming
            JOIN entity USING (id)
        )
        SELECT id FROM entity
        """,
        *zip(*map(_values, ordered), strict=True),
    )
    written = {row["id"] for row in rows}
    return [new.event.manifestation_id in written for new in first_versions]


def _values(new: FirstVersion) -> tuple[Any, ...]:
    outbox = new.outbox
    return (
        *columns_of(new.event),
        new.event.changed_at,
        new.external_id,
        new.owner_key_id,
        outbox.topic,
        outbox.key,
        outbox.headers,
        outbox.payload,
        *new.answer.values(),
    )
