"""What runs as long as a process serves: begun before its first request, ended with it, and it with them."""

import asyncio
import contextlib
import gc
import os
import signal
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Any

import structlog
from litestar import Litestar

from shared.geography import load as load_geography
from shared.postgres.database import Database

STOP_SECONDS = 15
AGAIN_SECONDS = 5
COLLECT_AFTER = 10_000
"""New objects between two collections; a request makes some hundreds, nearly all of them gone when it ends."""

Work = Coroutine[Any, Any, None]

log = structlog.get_logger(__name__)


def lifespan(
    database: Database, work: Callable[[], Sequence[Work]]
) -> Callable[[Litestar], contextlib.AbstractAsyncContextManager[None]]:
    """Return what opens with an application: the loops of ``work``, and what must not wait for a request."""

    @asynccontextmanager
    async def running(_: Litestar) -> AsyncIterator[None]:
        # Here and not at the first request, which would hold up all others meanwhile.
        load_geography()
        _freeze_the_heap()
        tasks = [asyncio.create_task(coroutine) for coroutine in work()]
        for task in tasks:
            task.add_done_callback(_end_with_it)
        try:
            yield
        finally:
            for task in tasks:
                task.remove_done_callback(_end_with_it)
            await _end(tasks)
            await database.close()

    return running


def _freeze_the_heap() -> None:
    """Let what lives as long as the process never be looked through again: frameworks, models, 35,000 communes."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER, 10, 10)


async def _end(tasks: Sequence["asyncio.Task[None]"]) -> None:
    """Cancel until each has ended or time is up: a library's ``asyncio.wait_for`` can swallow a cancellation."""
    pending = set(tasks)
    for _ in range(STOP_SECONDS // AGAIN_SECONDS):
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=AGAIN_SECONDS)
        if not pending:
            return
    log.warning("background_work_left", tasks=len(pending))


def _end_with_it(task: "asyncio.Task[None]") -> None:
    """End the process when a loop ends, however it does: a fault of ours, and its supervisor restarts it."""
    error = None if task.cancelled() else task.exception()
    log.critical("background_work_ended", cancelled=task.cancelled(), error=repr(error), exc_info=error)
    os.kill(os.getpid(), signal.SIGTERM)
