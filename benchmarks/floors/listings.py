"""Listings without a framework: ``getmany``, the same words and days, one upsert through unnest a batch."""

from collections.abc import Sequence

import asyncpg
import msgspec
from aiokafka import AIOKafkaConsumer

from services.programme.listings.enlist import words_of
from services.programme.listings.rules import local_period, search_text
from shared.contracts.eligibility import EligibilityDecided

MAX_RECORDS = 2000
WAIT_MS = 500


async def floor_listings(
    consumer: AIOKafkaConsumer, connection: "asyncpg.Connection[asyncpg.Record]", number: int
) -> None:
    """Read so many decisions and write what the list of the programme needs of each."""
    decoder = msgspec.json.Decoder(EligibilityDecided)
    read = 0
    while read < number:
        found = await consumer.getmany(timeout_ms=WAIT_MS, max_records=MAX_RECORDS)
        decisions = [decoder.decode(record.value or b"") for batch in found.values() for record in batch]
        if decisions:
            await _upsert(connection, decisions)
            read += len(decisions)


async def _upsert(connection: "asyncpg.Connection[asyncpg.Record]", decisions: Sequence[EligibilityDecided]) -> None:
    periods = [local_period(decision.content) for decision in decisions]
    await connection.execute(
        UPSERT,
        [decision.manifestation_id for decision in decisions],
        [decision.version for decision in decisions],
        [decision.online for decision in decisions],
        [decision.paper for decision in decisions],
        [decision.edition for decision in decisions],
        [decision.region_code for decision in decisions],
        [decision.organiser.name for decision in decisions],
        [period.starts for period in periods],
        [period.first_day for period in periods],
        [period.last_day for period in periods],
        [search_text(words_of(decision)) for decision in decisions],
        [msgspec.json.encode(decision.content).decode() for decision in decisions],
    )


UPSERT = """
    INSERT INTO floor_listings AS known (
        manifestation_id, version, online, paper, published, edition, region_code, organiser_name,
        starts_local, first_day, last_day, search_text, content
    )
    SELECT
        manifestation_id, version, online, paper, online, edition, region_code, organiser_name,
        starts_local, first_day, last_day, search_text, content
    FROM unnest(
        $1::uuid[], $2::bigint[], $3::bool[], $4::bool[], $5::int[], $6::text[], $7::text[],
        $8::timestamp[], $9::date[], $10::date[], $11::text[], $12::jsonb[]
    ) AS incoming (
        manifestation_id, version, online, paper, edition, region_code, organiser_name,
        starts_local, first_day, last_day, search_text, content
    )
    ON CONFLICT (manifestation_id) DO UPDATE
        SET version = excluded.version, content = excluded.content
        WHERE known.version < excluded.version
    """
