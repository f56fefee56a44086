"""What each process of the chain holds in memory while registrations come in for ten minutes."""

import asyncio
import contextlib
from time import monotonic

from benchmarks.bodies import registrations
from benchmarks.client import Lines, at_rate
from benchmarks.hops import CHAIN
from benchmarks.stage import Stage
from deploy.local import processes

SAMPLE_SECONDS = 5.0
MEBIBYTE = 1024 * 1024

Memory = dict[str, list[tuple[float, float]]]
"""By service: seconds since the load began, and MiB of resident memory."""


async def memory(stage: Stage, *, per_second: float, seconds: float) -> Memory:
    """Keep up the load and look at each process every five seconds."""
    await stage.empty()
    running = await stage.run(*CHAIN, ("matchmaking", "all"))
    first = running[0]
    request = registrations(port=first.port, authorization=stage.authorization("submission"))
    lines = Lines(first.port)
    held: Memory = {each.service: [] for each in running}

    async def register(number: int) -> None:
        await lines.send(request(number), expected=201)

    async def look() -> None:
        began = monotonic()
        while True:
            for each in running:
                held[each.service].append((monotonic() - began, processes.memory(each.process) / MEBIBYTE))
            await asyncio.sleep(SAMPLE_SECONDS)

    looking = asyncio.create_task(look())
    try:
        await at_rate(register, per_second=per_second, seconds=seconds)
    finally:
        looking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await looking
        lines.close()
        await stage.end()
    return held
