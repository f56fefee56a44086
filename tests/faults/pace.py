"""Keeping a load up at its rates, whether or not those before were answered, up to a crowd that waits."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from tests.faults.load import Load, Rates

CROWD = 24
"""More would keep the machine busy with waiting, and the proxies share this process."""


@asynccontextmanager
async def loaded(load: Load, rates: Rates) -> AsyncIterator[Load]:
    """Keep the load up while the block runs, then wait until every request is answered."""
    acts = {
        load.submit: rates.submissions,
        load.change: rates.amendments,
        load.decide: rates.decisions,
        load.book: rates.bookings,
        load.cut: rates.cuts,
    }
    crowds: list[set[asyncio.Task[None]]] = [set() for _ in acts]
    pacing = [
        asyncio.create_task(_pace(act, rate, crowd, load.draw))
        for (act, rate), crowd in zip(acts.items(), crowds, strict=True)
        if rate
    ]
    try:
        yield load
    finally:
        for task in pacing:
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*pacing)
        await asyncio.gather(*(task for crowd in crowds for task in crowd))


async def _pace(
    act: Callable[[], Awaitable[None]], rate: float, crowd: set["asyncio.Task[None]"], draw: random.Random
) -> None:
    """Start one after another at this rate; while too many wait for an answer, nobody else comes."""
    loop = asyncio.get_running_loop()
    due = loop.time()
    while True:
        due = max(due + draw.expovariate(rate), loop.time())
        await asyncio.sleep(due - loop.time())
        if len(crowd) < CROWD:
            task = asyncio.ensure_future(act())
            crowd.add(task)
            task.add_done_callback(_leave(crowd))


def _leave(crowd: set["asyncio.Task[None]"]) -> Callable[["asyncio.Task[None]"], None]:
    def leave(task: "asyncio.Task[None]") -> None:
        # One that failed stays, so that waiting for all raises what happened.
        if not task.cancelled() and task.exception() is None:
            crowd.discard(task)

    return leave
