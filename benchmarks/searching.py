"""How long somebody waits who looks for something: one request at a time, none of them answered from memory."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import cycle, islice
from statistics import quantiles
from time import perf_counter

from benchmarks.client import HOST, connect
from benchmarks.filling import copy, enter
from benchmarks.stage import Stage
from services.programme.listings.store.listings import ListingRow

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
    entered = min(entries, RARELY)
    await enter(stage.owner_url("programme"), entered, changed=_with_rare_words)
    await copy(stage.owner_url("programme"), entries // entered - 1)
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


def _with_rare_words(number: int, row: ListingRow) -> ListingRow:
    return replace(row, search_text=f"{RARE[number]} {row.search_text}") if number < len(RARE) else row
