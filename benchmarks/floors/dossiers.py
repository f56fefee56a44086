"""Dossiers without a framework: ``getmany``, nothing judged, the same three rows, one statement a batch."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import msgspec
from aiokafka import AIOKafkaConsumer

from benchmarks.decisions import CRITERIA

MAX_RECORDS = 500
WAIT_MS = 500
TABLES = ("dossiers", "decisions", "outbox")
REASONS = [
    {"criterion": name, "code": f"criterion_{name}", "outcome": "met", "message": "Rempli.", "facts": {"fait": "oui"}}
    for name in CRITERIA
]
HEADERS = msgspec.json.encode({f"ce_header{number}": "x" * 40 for number in range(9)}).decode()
WRITE = """
    WITH saved AS (
        INSERT INTO floor_dossiers (
            manifestation_id, version, judged_version, region_code, verdict, reasons, rules_version, published,
            first_published_at, decided_by, decided_at, opened_at, awaits_register, structure_id, register_answer,
            manifestation, verifies, search_text, thread
        )
        SELECT
            id, 1, 1, region_code, 'eligible', $6, 'floor', published, $8, 'rules', $8, $8, false, $9, $7,
            manifestation, true, search_text, '[]'::jsonb
        FROM unnest($1::uuid[], $2::text[], $3::jsonb[], $4::jsonb[], $5::text[])
            AS heard (id, region_code, manifestation, published, search_text)
        ON CONFLICT (manifestation_id) DO NOTHING
        RETURNING manifestation_id
    ), line AS (
        INSERT INTO floor_decisions (
            manifestation_id, version, judged_version, verdict, published_version, paper, reasons, rules_version,
            decided_by, decided_at
        )
        SELECT manifestation_id, 1, 1, 'eligible', 1, true, $6, 'floor', 'rules', $8
        FROM saved
    )
    INSERT INTO floor_outbox (id, topic, key, version, headers, payload)
    SELECT row_number() OVER () + $12, 'floor', manifestation_id::text, 1, $10, payload
    FROM unnest($1::uuid[], $11::bytea[]) AS told (manifestation_id, payload)
    JOIN saved USING (manifestation_id)
    """
"""Into tables like the product's, with their indexes; no trigger and no foreign key."""


async def floor_dossiers(
    consumer: AIOKafkaConsumer, connection: "asyncpg.Connection[asyncpg.Record]", number: int
) -> None:
    """Read so many manifestations and write a dossier, its line of history and what is told of it."""
    for table in TABLES:
        await connection.execute(f"DROP TABLE IF EXISTS floor_{table}")
        await connection.execute(f"CREATE TABLE floor_{table} (LIKE {table} INCLUDING ALL EXCLUDING IDENTITY)")
    read = 0
    while read < number:
        found = await consumer.getmany(timeout_ms=WAIT_MS, max_records=MAX_RECORDS)
        heard = [msgspec.json.decode(record.value or b"") for batch in found.values() for record in batch]
        if heard:
            await _write(connection, heard, read)
            read += len(heard)


async def _write(connection: "asyncpg.Connection[asyncpg.Record]", heard: Sequence[dict[str, Any]], read: int) -> None:
    now = datetime.now(UTC)
    published = [
        {
            "judged_version": 1,
            "paper": True,
            "structure_id": None,
            "source": None,
            "first_published_at": now,
            "changed_at": now,
            **{name: each[name] for name in ("region_code", "organiser", "content")},
        }
        for each in heard
    ]
    told = [
        msgspec.json.encode({**each, "verdict": "eligible", "reasons": REASONS, "published": shown})
        for each, shown in zip(heard, published, strict=True)
    ]
    await connection.execute(
        WRITE,
        [UUID(each["manifestation_id"]) for each in heard],
        [each["region_code"] for each in heard],
        [msgspec.json.encode(each).decode() for each in heard],
        [msgspec.json.encode(each).decode() for each in published],
        [f"{each['content']['title']} {each['organiser']['name']}".lower() for each in heard],
        msgspec.json.encode(REASONS).decode(),
        msgspec.json.encode({"siren": "999999014", "state": "A", "legal_category": "9220"}).decode(),
        now,
        uuid4(),
        HEADERS,
        told,
        read,
    )
