"""Searches of one problem that run side by side, heard in the order in which they speak."""

import asyncio

from services.matchmaking.planning import child
from services.matchmaking.planning.child_process import Stopped, started
from services.matchmaking.planning.errors import PlannerBroken
from services.matchmaking.planning.progress import Progress


class SideBySide:
    """Starts searches and listens to them; whoever uses it ends them."""

    def __init__(self) -> None:
        """Begin with none."""
        self._told: asyncio.Queue[tuple[int, Progress | Stopped | PlannerBroken | None]] = asyncio.Queue()
        self._running: list[asyncio.Task[None]] = []

    def start(self, request: child.Request) -> None:
        """Begin one more."""
        self._running.append(asyncio.create_task(self._listen(request)))

    async def hear(self) -> tuple[int, Progress | Stopped | None]:
        """Return who spoke and what: a step, or what stopped it before its end, or nothing where it came to its end."""
        lane, told = await self._told.get()
        if isinstance(told, PlannerBroken):
            raise told
        return lane, told

    async def end(self) -> None:
        """Leave no process behind."""
        for each in self._running:
            each.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _listen(self, request: child.Request) -> None:
        try:
            async with started(child.__name__, request, Progress) as search:
                async for step in search.steps():
                    self._told.put_nowait((request.lane, step))
                self._told.put_nowait((request.lane, await search.ended()))
        except PlannerBroken as broken:
            self._told.put_nowait((request.lane, broken))
