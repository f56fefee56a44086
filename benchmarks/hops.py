"""From the commit of a registration to the commit that makes it visible in the programme: two hops, three services."""

import asyncio
import sys
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import quantiles
from typing import Any

import asyncpg

from benchmarks.bodies import registrations
from benchmarks.client import RUN_UP_SECONDS, Lines, RequestFailed, at_rate, run_up
from benchmarks.stage import FLOORS, Stage
from deploy.local import processes

CHAIN = (("submission", "all"), ("eligibility", "all"), ("programme", "all"))
WARM_UP_SECONDS = 4.0
ARRIVAL_SECONDS = 60
TOPICS = ("floor.submission", "floor.eligibility", "floor.programme")

# The server's own clock at each commit: nothing is added to what is measured, and nothing is sampled.
MANIFESTATIONS = "SELECT id, pg_xact_commit_timestamp(xmin) AS committed_at FROM manifestations"
LISTINGS = "SELECT manifestation_id AS id, pg_xact_commit_timestamp(xmin) AS committed_at FROM listings WHERE online"
ENTITIES = "SELECT id, pg_xact_commit_timestamp(xmin) AS committed_at FROM entities"


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    """What lies between two commits, in milliseconds."""

    p50: float
    p99: float
    longest: float
    per_second: float
    """Registrations that were offered."""
    counted: int
    refused: int = 0
    """Not accepted, since more came than the service could take."""


async def product(stage: Stage, *, per_second: float, seconds: float) -> Latency:
    """Register over HTTP at a rate, and see when each is listed."""
    await stage.empty()
    first, *_ = await stage.run(*CHAIN)
    request = registrations(port=first.port, authorization=stage.authorization("submission"))
    lines = Lines(first.port)

    refused = 0

    async def register(number: int) -> None:
        nonlocal refused
        try:
            await lines.send(request(number), expected=201)
        except RequestFailed as failure:
            print(f"not accepted: {failure}", file=sys.stderr)
            refused += 1

    try:
        await run_up(register)
        refused = 0
        offered = await at_rate(register, per_second=per_second, seconds=WARM_UP_SECONDS + seconds)
        begin, end = (stage.database_url("submission"), MANIFESTATIONS), (stage.database_url("programme"), LISTINGS)
        latency = await _latency(begin, end, per_second=offered)
        return replace(latency, refused=refused)
    finally:
        lines.close()
        await stage.end()


async def floor(stage: Stage, *, per_second: float, seconds: float) -> Latency:
    """Do the same with raw clients."""
    await stage.empty()
    for topic in TOPICS:
        await stage.create_topic(topic)
    first, second, third = (stage.floor_url(name) for name in FLOORS)
    broker, rate = stage.bootstrap_servers, (str(per_second), str(WARM_UP_SECONDS + seconds))
    with (
        stage.floor("hops", second, broker, "pass", *TOPICS[:2], says="ready"),
        stage.floor("hops", third, broker, "pass", *TOPICS[1:], says="ready"),
        stage.floor("hops", first, broker, "write", TOPICS[0], *rate) as writer,
    ):
        while processes.is_running(writer):  # noqa: ASYNC110  another process
            await asyncio.sleep(0.2)
        return await _latency((first, ENTITIES), (third, ENTITIES), per_second=per_second)


async def _latency(begin: tuple[str, str], end: tuple[str, str], *, per_second: float) -> Latency:
    began = await _commits(*begin)
    after = min(began.values()) + timedelta(seconds=RUN_UP_SECONDS + WARM_UP_SECONDS)
    deadline = asyncio.get_running_loop().time() + ARRIVAL_SECONDS
    while len(ended := await _commits(*end)) < len(began):
        if asyncio.get_running_loop().time() > deadline:
            raise TimeoutError(f"{len(began) - len(ended)} of {len(began)} did not arrive in {ARRIVAL_SECONDS} s")
        await asyncio.sleep(0.2)
    milliseconds = sorted((ended[one] - at).total_seconds() * 1000 for one, at in began.items() if at > after)
    hundredths = quantiles(milliseconds, n=100)
    return Latency(
        p50=hundredths[49],
        p99=hundredths[98],
        longest=milliseconds[-1],
        per_second=per_second,
        counted=len(milliseconds),
    )


async def _commits(url: str, statement: str) -> dict[Any, datetime]:
    connection = await asyncpg.connect(url)
    rows = await connection.fetch(statement)
    await connection.close()
    return {row["id"]: row["committed_at"] for row in rows}
