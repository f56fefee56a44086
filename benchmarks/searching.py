"""How long somebody waits who looks for something: one request at a time, none of them answered from memory."""

from collections.abc import Mapping, Sequence
from itertools import cycle, islice
from statistics import quantiles
from time import perf_counter
from uuid import UUID

import asyncpg

from benchmarks.client import HOST, connect
from benchmarks.reading import FLOOR, fill
from benchmarks.stage import Stage

RARE = ("ornithorynque", "palimpseste", "zinnia", "quincaillerie", "xylophone", "bigorneau", "hamamelis", "kermesse")
"""Each in one entry of 5,000."""
RARELY = 5_000
WAYS: Mapping[str, Sequence[str]] = {
    "a rare word": [f"q={word}" for word in RARE],
    "a common word": ["q=atelier", "q=velo", "q=cafe", "q=debat", "q=visite", "q=association", "q=maison", "q=jardin"],
    "a rare word with a mistake": [f"q={word[:3]}{word[4:]}" for word in RARE],
    "a common word with a mistake": ["q=attelier", "q=velloo", "q=debbat", "q=vissite", "q=asociation", "q=jarddin"],
    "20 km around": [f"near={place}&within=20" for place in ("35600", "75011", "69001", "13001", "59000", "44000")],
}
NOT_COUNTED = 10


async def search(stage: Stage, *, entries: int, asked: int) -> dict[str, float]:
    """Return within how many milliseconds 95 of 100 lists of 50, as JSON, are answered, by what is looked for."""
    ids = await fill(stage.owner_url("programme"), stage.floor_url(FLOOR), entries)
    await _write_rare_words(stage.owner_url("programme"), ids)
    [running] = await stage.run(("programme", "api"))
    try:
        return {way: await _p95(running.port, queries, asked) for way, queries in WAYS.items()}
    finally:
        await stage.end()


async def _p95(port: int, queries: Sequence[str], asked: int) -> float:
    connection = await connect(port)
    head = f"Host: {HOST}:{port}\r\nAccept: application/json\r\n\r\n"
    milliseconds = []
    # Another page size each time is another address, so that no answer is the one before.
    for number, query in enumerate(islice(cycle(queries), NOT_COUNTED + asked)):
        path = f"/manifestations?limit={50 - number % 40}&{query}"
        began = perf_counter()
        await connection.send(f"GET {path} HTTP/1.1\r\n{head}".encode(), 200)
        milliseconds.append((perf_counter() - began) * 1000)
    connection.close()
    return quantiles(milliseconds[NOT_COUNTED:], n=20)[-1]


async def _write_rare_words(url: str, ids: Sequence[UUID]) -> None:
    connection = await asyncpg.connect(url)
    for number, word in enumerate(RARE):
        await connection.execute(
            "UPDATE listings SET search_text = $1 || ' ' || search_text WHERE manifestation_id = ANY($2::uuid[])",
            word,
            ids[number::RARELY],
        )
    await connection.execute("VACUUM ANALYZE listings")
    await connection.close()
