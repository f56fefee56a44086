"""How the figures move with more processes, as far as this machine's cores go."""

import asyncio
from datetime import datetime

import asyncpg

from benchmarks.accept import doors
from benchmarks.decisions import tell
from benchmarks.stage import Stage
from shared.contracts.eligibility import DECISIONS

LOOK_SECONDS = 0.1
ARRIVAL_SECONDS = 300


async def accepted(stage: Stage, *, processes: int, seconds: float) -> float:
    """Return registrations a second over all processes of the API."""
    async with doors(stage, processes=processes, seconds=seconds) as open_doors:
        return await open_doors.product()


async def caught_up(stage: Stage, *, processes: int, decisions: int) -> float:
    """Let workers of the programme read a backlog of decisions; returns listings a second, from first to last."""
    await stage.empty()
    await tell(stage.bootstrap_servers, DECISIONS.topic, decisions)
    async with stage.nobody_relays("programme"):
        await stage.run(*[("programme", "worker")] * processes)
        try:
            first, last = await _applied(stage.database_url("programme"), decisions)
        finally:
            await stage.end()
    return decisions / (last - first).total_seconds()


async def _applied(url: str, decisions: int) -> tuple[datetime, datetime]:
    connection = await asyncpg.connect(url)
    deadline = asyncio.get_running_loop().time() + ARRIVAL_SECONDS
    while await connection.fetchval("SELECT count(*) FROM listings") < decisions:
        if asyncio.get_running_loop().time() > deadline:
            raise TimeoutError(f"{decisions} decisions were not applied in {ARRIVAL_SECONDS} s")
        await asyncio.sleep(LOOK_SECONDS)
    [row] = await connection.fetch(
        "SELECT min(at), max(at) FROM (SELECT pg_xact_commit_timestamp(xmin) AS at FROM listings) AS commits"
    )
    await connection.close()
    return row["min"], row["max"]
