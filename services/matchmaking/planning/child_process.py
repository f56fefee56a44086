"""Starts a solver as a child process, reads it, and never leaves it behind."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Generic, Literal, TypeVar

import msgspec

from services.matchmaking.planning.errors import PlannerBroken
from services.matchmaking.planning.limits import OUT_OF_MEMORY

LONGEST_LINE = 16 << 20
Stopped = Literal["limit", "memory", "killed"]
Step = TypeVar("Step")


@asynccontextmanager
async def started(module: str, request: object, steps: type[Step]) -> AsyncIterator["Search[Step]"]:
    """Start a module as a program that answers a request in steps; it is killed where it has not ended by then."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=LONGEST_LINE,
    )
    try:
        yield Search(process, request, steps)
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


class Search(Generic[Step]):
    """A search that runs elsewhere."""

    def __init__(self, process: asyncio.subprocess.Process, request: object, steps: type[Step]) -> None:
        self._process = process
        self._request = request
        self._steps = steps

    async def steps(self) -> AsyncIterator[Step]:
        """Yield each step as it is told."""
        if self._process.stdin is None or self._process.stdout is None:
            raise PlannerBroken("the search was started without pipes")
        try:
            self._process.stdin.write(msgspec.json.encode(self._request))
            await self._process.stdin.drain()
        except ConnectionError:
            return  # how it ended says why
        self._process.stdin.close()
        async for line in self._process.stdout:
            yield msgspec.json.decode(line, type=self._steps)

    async def ended(self) -> Stopped | None:
        """Say what stopped it before its end, if anything did."""
        code = await self._process.wait()
        if code == 0:
            return None
        if code in {OUT_OF_MEMORY, -signal.SIGABRT}:
            # The solver, which is C++, aborts where it is given no more memory.
            return "memory"
        if code < 0:
            return "killed"
        said = await self._process.stderr.read() if self._process.stderr else b""
        raise PlannerBroken(said.decode(errors="replace").strip() or f"exit code {code}")
