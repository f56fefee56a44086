"""A programme of any size: entered as the consumer enters it, and beyond some thousands copied within the database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from uuid import UUID, uuid5

import asyncpg
import msgspec

from benchmarks.decisions import decisions
from services.programme.listings.enlist import row_of
from services.programme.listings.store.listings import ListingRow, upsert_listings
from shared.contracts.content import Content
from shared.contracts.eligibility import EligibilityDecided
from shared.kafka.marks import NO_MARKS
from shared.postgres.database import Database
from shared.postgres.rows import columns

BATCH = 1000
COPIES_AT_ONCE = 5
SPREAD = timedelta(days=40)
"""Over so many days to come the dates are spread."""
NAMESPACE = UUID(int=0x5EED)
TABLES = ("listings", "listing_occurrences", "listing_changes")
OTHERS = columns(ListingRow, but=("manifestation_id",))
COPY = f"""
    INSERT INTO listings (manifestation_id, {OTHERS})
    SELECT md5(manifestation_id::text || copy)::uuid, {OTHERS}
    FROM entered
    CROSS JOIN generate_series($1::int, $2::int) AS copy
    """
INDEXES = """
    SELECT indexname, indexdef
    FROM pg_indexes
    WHERE tablename = ANY($1::text[]) AND indexdef NOT LIKE 'CREATE UNIQUE %'
    """
SETTINGS = ("SET maintenance_work_mem = '512MB'", "SET synchronous_commit = off")

AsRow = Callable[[int, ListingRow], ListingRow]


async def enter(url: str, entries: int, *, changed: AsRow = lambda _, row: row) -> list[ListingRow]:
    """Empty the programme and enter so many; returns them, each as ``changed`` made it of its number and itself."""
    now = datetime.now(UTC)
    rows = [
        changed(number, _listing(row.payload or b"", number, now + SPREAD * number / entries))
        for number, row in enumerate(islice(decisions(), entries))
    ]
    await _execute(url, "TRUNCATE listings CASCADE")
    database = Database(url, max_size=1)
    for first in range(0, entries, BATCH):
        async with database.transaction() as tx:
            await upsert_listings(tx, rows[first : first + BATCH], [], marks=NO_MARKS)
    await database.close()
    await _execute(url, f"VACUUM ANALYZE {', '.join(TABLES)}")
    return rows


async def copy(url: str, copies: int) -> None:
    """Put so many others beside each entry, which differ by their identifiers; indexes are made once all are there."""
    connection = await asyncpg.connect(url)
    for setting in SETTINGS:
        await connection.execute(setting)
    indexes = await connection.fetch(INDEXES, TABLES)
    for index in indexes:
        await connection.execute(f"DROP INDEX {index['indexname']}")
    await connection.execute(f"CREATE TEMPORARY TABLE entered AS SELECT manifestation_id, {OTHERS} FROM listings")
    for first in range(1, copies + 1, COPIES_AT_ONCE):
        await connection.execute(COPY, first, min(first + COPIES_AT_ONCE - 1, copies))
    for index in indexes:
        await connection.execute(index["indexdef"])
    await connection.execute(f"VACUUM ANALYZE {', '.join(TABLES)}")
    await connection.close()


def moved(content: Content, at: datetime) -> Content:
    """Return a content that begins in the hour of ``at``, with all its dates."""
    later = at.replace(minute=0, second=0, microsecond=0) - content.starts_at
    occurrences = tuple(
        replace(
            each,
            occurrence_id=uuid5(NAMESPACE, f"{each.occurrence_id}"),
            starts_at=each.starts_at + later,
            ends_at=each.ends_at + later,
        )
        for each in content.occurrences
    )
    return replace(
        content, occurrences=occurrences, starts_at=content.starts_at + later, ends_at=content.ends_at + later
    )


def _listing(payload: bytes, number: int, at: datetime) -> ListingRow:
    decided = msgspec.json.decode(payload, type=EligibilityDecided)
    assert decided.published is not None  # noqa: S101  all of them are accepted
    published = replace(decided.published, content=moved(decided.published.content, at))
    return row_of(replace(decided, manifestation_id=uuid5(NAMESPACE, str(number)), published=published))


async def _execute(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)
    for statement in statements:
        await connection.execute(statement)
    await connection.close()
