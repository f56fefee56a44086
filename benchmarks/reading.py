"""The public programme as it is read: lists, pages and conditional requests of one process, at two sizes."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from benchmarks.client import HOST, Request, as_fast_as_answered
from benchmarks.filling import enter
from benchmarks.floors.reading import TABLE
from benchmarks.stage import Stage
from deploy.local import ports
from services.programme.listings.store.listings import ListingRow

CLIENTS = 32
WARM_UP_SECONDS = 1.0
FLOOR = "floor_programme"
REGIONS = ("53", "52", "11", "84", "76", "93", "44", "28", "32", "75")
LISTS = ("", *(f"region={code}" for code in REGIONS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One way of reading."""

    name: str
    title: str
    target: float
    accept: str
    paths: Sequence[str]
    """Of the product and of the floor alike."""
    known: str | None = None
    """What the caller says it has."""
    floor_paths: Sequence[str] | None = None

    @property
    def expected(self) -> int:
        """The status of every answer."""
        return 304 if self.known else 200


def ways(ids: Sequence[UUID]) -> tuple[Read, ...]:
    """Return what is measured of a programme with these manifestations."""
    html, pages = "text/html", [f"/programme/{each}" for each in ids]
    lists = [f"/?{query}" for query in LISTS]
    machine = [f"/manifestations?limit=50&{query}" for query in LISTS]
    floor = [f"/manifestations?{query}" for query in LISTS]
    return (
        Read(
            name="json",
            title="Lists of 50 as JSON",
            target=0.5,
            accept="application/json",
            paths=machine,
            floor_paths=floor,
        ),
        Read(name="html", title="Pages of the list", target=0.3, accept=html, paths=lists),
        Read(name="page", title="Pages of a manifestation", target=0.5, accept=html, paths=pages),
        Read(name="known", title="Conditional requests for one", target=0.8, accept=html, paths=pages, known="*"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """Those who ask the product, and those who ask the floor."""

    product_port: int
    floor_port: int
    seconds: float

    async def product(self, way: Read) -> float:
        """Return how many answers the product gives in a second."""
        return await self._answered(way, self.product_port, way.paths)

    async def floor(self, way: Read) -> float:
        """Return how many the bare handlers give."""
        return await self._answered(way, self.floor_port, way.floor_paths or way.paths)

    async def _answered(self, way: Read, port: int, paths: Sequence[str]) -> float:
        asked = _requests(port, paths, accept=way.accept, known=way.known)
        rates = [
            await as_fast_as_answered([port], [asked], expected=way.expected, clients=CLIENTS, seconds=seconds)
            for seconds in (WARM_UP_SECONDS, self.seconds)
        ]
        return rates[-1]


@asynccontextmanager
async def readers(stage: Stage, *, entries: int, seconds: float) -> AsyncIterator[tuple[Readers, Sequence[UUID]]]:
    """Fill both with so many manifestations, and open both."""
    ids = await fill(stage.owner_url("programme"), stage.floor_url(FLOOR), entries)
    port = ports.free()
    [running] = await stage.run(("programme", "api"))
    try:
        with stage.floor("reading", stage.floor_url(FLOOR), str(port), port=port):
            yield Readers(product_port=running.port, floor_port=port, seconds=seconds), ids[:200]
    finally:
        await stage.end()


async def fill(product_url: str, floor_url: str, entries: int) -> list[UUID]:
    """Put the same manifestations into both; returns their identifiers."""
    rows = await enter(product_url, entries)
    connection = await asyncpg.connect(floor_url)
    await connection.execute(TABLE)
    await connection.copy_records_to_table("floor_entries", records=[_entry(row) for row in rows])
    await connection.execute("VACUUM ANALYZE floor_entries")
    await connection.close()
    return [row.manifestation_id for row in rows]


def _entry(row: ListingRow) -> tuple[Any, ...]:
    assert row.content is not None  # noqa: S101  all of them are online
    place = row.content.place.commune_name if row.content.place else ""
    body = msgspec.json.encode(row.content).decode()
    first = row.dates[0]
    return (
        row.manifestation_id,
        row.version,
        first.region_code,
        first.starts_local,
        row.content.title,
        place,
        row.organiser_name,
        body,
    )


def _requests(port: int, paths: Sequence[str], *, accept: str, known: str | None) -> Request:
    head = f"Host: {HOST}:{port}\r\nAccept: {accept}\r\n"
    if known:
        head += f"If-None-Match: {known}\r\n"
    asked = [f"GET {path} HTTP/1.1\r\n{head}\r\n".encode() for path in paths]
    return lambda number: asked[number % len(asked)]
