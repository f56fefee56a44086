"""A chamber's queue of many dossiers: counted by every filter, its first page read, with and without words."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median
from time import perf_counter
from uuid import uuid4

import asyncpg

from benchmarks.bodies import sample
from benchmarks.floors.queue import TABLE, floor_page
from benchmarks.stage import Stage
from services.eligibility.desk.read_queue import count_queue, queue_of, read_queue
from services.eligibility.desk.rules.queue import Wanted
from services.eligibility.dossiers.judge import ToJudge, judge
from services.eligibility.dossiers.record import record
from services.submission.editions.first import first_edition
from services.submission.manifestations.bodies.reading import read_manifestation
from services.submission.manifestations.bodies.registering import registration_of
from shared.contracts.submission import EditionChanged, ManifestationChanged
from shared.identity.caller import Caller
from shared.observability.context import Cause
from shared.postgres.database import Database

REGION, PAGE = "53", 25
LOOKS = 15
"""A figure is the median of so many pages."""
MODERATOR = Caller(account_id=str(uuid4()), role="moderator", region_code=REGION, name="")
MULTIPLY = """
    INSERT INTO dossiers (
        manifestation_id, version, judged_version, region_code, verdict, reasons, rules_version, published,
        first_published_at, decided_by, decided_at, opened_at, awaits_register, correlation_id, structure_id,
        register_answer, manifestation, ruling, verifies, verified_until, search_text, thread
    )
    SELECT
        gen_random_uuid(), version, 1 + n % 3 / 2, region_code, verdict, reasons, rules_version, published,
        first_published_at, decided_by, decided_at, opened_at + n * interval '1 second', awaits_register,
        correlation_id, structure_id, register_answer,
        manifestation
            || jsonb_build_object('content', (manifestation -> 'content') || jsonb_build_object(
                'themes', jsonb_build_array(($1::text[])[1 + n % {themes}], ($1::text[])[1 + n / 7 % {themes}]),
                'format', ($2::text[])[1 + n / 3 % {formats}]
            )),
        ruling, verifies, verified_until, search_text || ' no' || n, thread
    FROM dossiers, generate_series(1, {times}) AS n
    """
"""Each with a word that few others have, and themes and formats as they come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What somebody asks the queue for."""

    name: str
    title: str
    wanted: Wanted
    target: float
    """At most so many times the floor, which has one column to count."""


WAYS = (
    Way(name="whole", title="the whole queue", wanted=Wanted(), target=4),
    Way(name="filtered", title="one theme of it", wanted=Wanted(theme="developpement-durable"), target=4),
    Way(name="common", title="a word that most have", wanted=Wanted(words="de"), target=4),
    Way(name="rare", title="a word that few have", wanted=Wanted(words="no7"), target=4),
    Way(name="nowhere", title="a word that none has", wanted=Wanted(words="introuvable"), target=4),
    Way(name="settled", title="what is decided, of which nothing is", wanted=Wanted(stage="settled"), target=4),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A queue in the product's database, and the same rows, narrow, in the floor's."""

    database: Database
    floor_url: str
    edition: EditionChanged

    async def product(self, way: Way) -> float:
        """Return how many milliseconds counting and reading a page takes."""
        return median([await self._look(way) for _ in range(LOOKS)])

    async def floor(self) -> float:
        """Return how many the narrow table takes: one count by one column, one page by its index."""
        connection = await asyncpg.connect(self.floor_url)
        try:
            return median([await floor_page(connection, PAGE) for _ in range(LOOKS)])
        finally:
            await connection.close()

    async def _look(self, way: Way) -> float:
        began = perf_counter()
        async with self.database.transaction(readonly=True, isolation="repeatable_read") as tx:
            queue = await queue_of(tx, MODERATOR, self.edition, "")
            if await count_queue(tx, queue, way.wanted):
                await read_queue(tx, queue, way.wanted, limit=PAGE)
        return (perf_counter() - began) * 1000


@asynccontextmanager
async def desk(stage: Stage, *, dossiers: int) -> AsyncIterator[Desk]:
    """Have so many dossiers wait in one region."""
    await stage.empty()
    edition = first_edition(now=datetime.now(UTC))
    database = Database(stage.database_url("eligibility"), max_size=1)
    kinds = await _judge_some(database, edition)
    connection = await asyncpg.connect(stage.owner_url("eligibility"))
    themes, formats = [theme.slug for theme in edition.themes], [each.slug for each in edition.formats]
    multiply = MULTIPLY.format(times=dossiers // kinds, themes=len(themes), formats=len(formats))
    await connection.execute(multiply, themes, formats)
    await connection.execute("VACUUM (ANALYZE) dossiers")
    rows = await connection.fetch("SELECT manifestation_id, facets, opened_at FROM dossiers")
    await connection.close()
    floor = await asyncpg.connect(stage.floor_url("floor_eligibility"))
    await floor.execute(TABLE)
    await floor.copy_records_to_table("floor_queue", records=[tuple(row) for row in rows])
    await floor.execute("VACUUM (ANALYZE) floor_queue")
    await floor.close()
    try:
        yield Desk(database=database, floor_url=stage.floor_url("floor_eligibility"), edition=edition)
    finally:
        await database.close()


async def _judge_some(database: Database, edition: EditionChanged) -> int:
    """Have some wait, since the register has said nothing of their organisers."""
    registrations = [
        registration_of(read_manifestation(body, edition=edition), uuid4(), edition=edition) for body in sample()
    ]
    manifestations = [
        ManifestationChanged(
            manifestation_id=uuid4(),
            version=1,
            state="submitted",
            edition=edition.year,
            region_code=REGION,
            owner=str(uuid4()),
            organiser=each.organiser,
            content=each.content,
            changed_at=datetime.now(UTC),
        )
        for each in registrations
    ]
    cause = Cause(correlation_id=None, traceparent=None)
    async with database.transaction() as tx:
        to_judge = [
            ToJudge(manifestation=each, answer="unavailable", previous=None, cause=cause) for each in manifestations
        ]
        await record(tx, await judge(tx, to_judge))
    return len(manifestations)
