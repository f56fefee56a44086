"""The programme on a busy evening: read in every way at a steady rate while what the chambers decide arrives."""

import asyncio
import gc
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from statistics import quantiles
from time import perf_counter
from typing import Final
from uuid import UUID

import msgspec
from aiokafka import AIOKafkaProducer

from benchmarks.client import HOST, RUN_UP_PER_SECOND, Lines, RequestFailed, at_rate
from benchmarks.decisions import decisions, queued
from benchmarks.filling import SPREAD, moved
from benchmarks.growth import ARRIVAL_SECONDS, LOOK_SECONDS
from benchmarks.reading import LISTS
from benchmarks.searching import WAYS
from benchmarks.stage import Stage
from shared.contracts.eligibility import DECISIONS, EligibilityDecided
from shared.kafka.cluster import Cluster
from shared.kafka.producer import start_producer, stop_producer
from shared.outbox.append import OutboxRow, outbox_row
from shared.outbox.sending import send
from shared.postgres.database import Database

ONLINE: Final = 2_000
OK: Final = 200
GONE: Final = 410
STALE_MS: Final = 1_000.0
"""How long after its commit a withdrawal may still be unseen."""
WATCHED: Final = 20
"""Withdrawals that are looked for until they are seen; their pages are read again and again before."""
NOT_COUNTED_SECONDS: Final = 5.0
A_DAY: Final = timedelta(days=1)
REFUSED_MS: Final = 60_000.0
"""What a refusal counts as."""
BETWEEN_SECONDS: Final = 0.02
COMMITTED = "SELECT pg_xact_commit_timestamp(xmin) FROM listings WHERE manifestation_id = $1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """In milliseconds."""

    p99: float
    stale: float
    """From the commit of a withdrawal to the last answer that still had it, the longest."""
    refused: int
    """How many requests got another answer than theirs, or none."""


async def mixed(stage: Stage, *, per_second: float, decisions_per_second: float, seconds: float) -> Seen:
    """Read for so long, at these rates, one process each of the API and the worker."""
    producer = await start_producer(Cluster(stage.bootstrap_servers), client_id="benchmarks")
    told = [_upcoming(number, row) for number, row in enumerate(islice(decisions(), ONLINE))]
    # Looking through all of them again and again would hold up what is due.
    gc.freeze()
    database = Database(stage.database_url("programme"), max_size=2)
    try:
        await _tell(producer, told)
        api, _ = await stage.run(("programme", "api"), ("programme", "worker"))
        await _until_listed(database, len(told))
        watched, others = told[:WATCHED], told[WATCHED:]
        lines = Lines(api.port)
        reading = Reading(lines, api.port, [each.manifestation_id for each in told], per_second=per_second)
        await at_rate(reading.warm, per_second=RUN_UP_PER_SECOND, seconds=len(told) / RUN_UP_PER_SECOND)
        span = NOT_COUNTED_SECONDS + seconds
        deciding = asyncio.ensure_future(
            _keep_deciding(producer, others, per_second=decisions_per_second, seconds=span)
        )
        watching = asyncio.ensure_future(_withdraw(producer, database, reading, watched, every=span / (WATCHED + 1)))
        await at_rate(reading.read, per_second=per_second, seconds=span)
        await deciding
        stale = await watching
        lines.close()
        counted = reading.milliseconds[int(NOT_COUNTED_SECONDS * per_second) :]
        return Seen(p99=quantiles(counted, n=100)[98], stale=stale, refused=reading.refused)
    finally:
        await database.close()
        await stop_producer(producer)
        await stage.end()


class Reading:
    """Lists, pages, calendars and searches in turn."""

    def __init__(self, lines: Lines, port: int, ids: Sequence[UUID], *, per_second: float) -> None:
        """Ask at ``port``, over ``lines``, for these manifestations among others."""
        self._per_second = per_second
        self._began = 0.0
        self._lines = lines
        self._port = port
        self._ids = ids
        searches = [query for queries in WAYS.values() for query in queries]
        self._paths = [
            *((f"/?{query}", "text/html") for query in LISTS),
            *((f"/manifestations?limit=50&{query}", "application/json") for query in LISTS),
            *((f"/?{query}", "text/html") for query in searches),
            *((f"/programme/agenda.ics?{query}", "text/calendar") for query in LISTS[1:]),
        ]
        self.milliseconds: list[float] = []
        self.refused = 0

    async def warm(self, number: int) -> None:
        """Ask as ``read`` does, without counting: what is asked for later on a busy evening is no news to a server."""
        await self._status(*self._asked(number))

    async def read(self, number: int) -> None:
        """Ask for a page of a manifestation every other time, else for one of the others.

        The wait counts from when the request was due, whatever held it up.
        """
        if number == 0:
            self._began = perf_counter()
        good = await self._status(*self._asked(number)) in ({OK, GONE} if number % 2 else {OK})
        waited = (perf_counter() - self._began - number / self._per_second) * 1000
        self.milliseconds.append(waited if good else REFUSED_MS)
        self.refused += not good

    async def page(self, manifestation_id: UUID) -> bool:
        """Return whether it is there; a refusal says nothing of the page."""
        return await self._status(*self._page_of(manifestation_id)) != GONE

    def _asked(self, number: int) -> tuple[str, str]:
        if number % 2:
            return self._page_of(self._ids[number % len(self._ids)])
        return self._paths[number // 2 % len(self._paths)]

    def _page_of(self, manifestation_id: UUID) -> tuple[str, str]:
        return f"/programme/{manifestation_id}", "text/html"

    async def _status(self, path: str, accept: str) -> int | None:
        head = f"GET {path} HTTP/1.1\r\nHost: {HOST}:{self._port}\r\nAccept: {accept}\r\n\r\n"
        try:
            await self._lines.send(head.encode(), expected=OK)
        except RequestFailed as failed:
            return failed.status
        except OSError:
            return None
        return OK


async def _keep_deciding(
    producer: AIOKafkaProducer, told: Sequence[EligibilityDecided], *, per_second: float, seconds: float
) -> None:
    """Tell a version of one after the other that reads otherwise than the one before."""

    async def decide(number: int) -> None:
        await _tell(producer, [_amended(told[number % len(told)], version=2 + number // len(told))])

    await at_rate(decide, per_second=per_second, seconds=seconds)


async def _withdraw(
    producer: AIOKafkaProducer,
    database: Database,
    reading: Reading,
    told: Sequence[EligibilityDecided],
    *,
    every: float,
) -> float:
    """Withdraw one after the other; returns how long after its commit a page was still there, the longest."""
    longest = 0.0
    for each in told:
        await asyncio.sleep(every)
        await _tell(producer, [replace(each, version=2, verdict="withdrawn", published=None)])
        # Whoever reads it just before it goes has it kept for as long as anything is.
        asked = datetime.now(UTC)
        while await reading.page(each.manifestation_id):
            await asyncio.sleep(BETWEEN_SECONDS)
            asked = datetime.now(UTC)
        async with database.autocommit(wakes=False) as tx:
            gone = await tx.fetchval(COMMITTED, each.manifestation_id)
        longest = max(longest, (asked - gone).total_seconds() * 1000)
    return longest


def _amended(decided: EligibilityDecided, *, version: int) -> EligibilityDecided:
    """Return the next version: called otherwise, a day later than at first or as at first, taken or free."""
    assert decided.published is not None  # noqa: S101  all of them are accepted
    first, even = decided.published.content, version % 2 == 0
    later, state = (A_DAY, "full") if even else (timedelta(), "scheduled")
    content = replace(
        first,
        title=f"{first.title} (version {version})",
        starts_at=first.starts_at + later,
        ends_at=first.ends_at + later,
        occurrences=tuple(
            replace(each, starts_at=each.starts_at + later, ends_at=each.ends_at + later, state=state)
            for each in first.occurrences
        ),
    )
    published = replace(decided.published, content=content, judged_version=version, changed_at=datetime.now(UTC))
    return replace(decided, version=version, judged_version=version, content=content, published=published)


def _upcoming(number: int, row: OutboxRow) -> EligibilityDecided:
    """Return a decision whose dates are to come, spread over as many days as for the lists."""
    decided = msgspec.json.decode(row.payload or b"", type=EligibilityDecided)
    assert decided.published is not None  # noqa: S101  all of them are accepted
    content = moved(decided.published.content, datetime.now(UTC) + SPREAD * (number + 1) / ONLINE)
    return replace(decided, content=content, published=replace(decided.published, content=content))


async def _tell(producer: AIOKafkaProducer, told: Sequence[EligibilityDecided]) -> None:
    sent = await send(producer, [queued(DECISIONS.topic, outbox_row(DECISIONS, each)) for each in told])
    if sent.failures:
        raise RuntimeError(str(sent.failures[0]))


async def _until_listed(database: Database, number: int) -> None:
    deadline = asyncio.get_running_loop().time() + ARRIVAL_SECONDS
    while True:
        async with database.autocommit(wakes=False) as tx:
            if await tx.fetchval("SELECT count(*) FROM listings WHERE online") >= number:
                return
        if asyncio.get_running_loop().time() > deadline:
            raise TimeoutError(f"{number} decisions were not applied in {ARRIVAL_SECONDS} s")
        await asyncio.sleep(LOOK_SECONDS)
