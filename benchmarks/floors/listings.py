"""Listings without a framework: ``getmany``, the same rows, one upsert through unnest a batch."""

from collections.abc import Sequence
from typing import Any

import asyncpg
import msgspec
from aiokafka import AIOKafkaConsumer

from benchmarks.floors.tables import LISTING_DATES, UPSERT_LISTINGS
from services.programme.listings.enlist import row_of
from shared.contracts.eligibility import EligibilityDecided

MAX_RECORDS = 2000
WAIT_MS = 500


async def floor_listings(
    consumer: AIOKafkaConsumer, connection: "asyncpg.Connection[asyncpg.Record]", number: int
) -> None:
    """Read so many decisions and write what the list of the programme needs of each: the listing and its dates."""
    await connection.execute(LISTING_DATES)
    decoder = msgspec.json.Decoder(EligibilityDecided)
    read = 0
    while read < number:
        found = await consumer.getmany(timeout_ms=WAIT_MS, max_records=MAX_RECORDS)
        decisions = [decoder.decode(record.value or b"") for batch in found.values() for record in batch]
        if decisions:
            await _upsert(connection, decisions)
            read += len(decisions)


async def _upsert(connection: "asyncpg.Connection[asyncpg.Record]", decisions: Sequence[EligibilityDecided]) -> None:
    rows = [row_of(decision) for decision in decisions]
    await connection.execute(
        UPSERT_LISTINGS,
        [row.manifestation_id for row in rows],
        [row.version for row in rows],
        [row.judged_version for row in rows],
        [row.edition for row in rows],
        [row.region_code for row in rows],
        [row.paper for row in rows],
        [row.organiser_name for row in rows],
        [row.structure_id for row in rows],
        [_json(row.source) for row in rows],
        [row.first_published_at for row in rows],
        [row.changed_at for row in rows],
        [_json(row.content) for row in rows],
        [_json(row.dates) for row in rows],
        [row.search_text for row in rows],
    )


def _json(value: Any) -> str | None:
    return None if value is None else msgspec.json.encode(value).decode()
