"""A service as a process of its own, spoken to byte by byte; database and broker are out of reach, and not needed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx

from deploy.local import ports, processes
from deploy.local.identity import refuse_another
from deploy.local.services import Running, Services

HOST = ports.HOST
PATIENCE_SECONDS = 90
NOBODY = {
    "SUBMISSION_DATABASE_URL": "postgresql://nobody:nothing@127.0.0.1:9/none",
    "KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:9",
    "SUBMISSION_ALLOWED_HOSTS": "x, y.example",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Where it listens, and what it wrote."""

    port: int
    operations_port: int
    log: Path

    async def said(self, *parts: bytes, hang_up: bool = False, port: int | None = None) -> bytes:
        """Send bytes and return what comes back until the server hangs up; empty where it only does that."""
        reader, writer = await asyncio.open_connection(HOST, port or self.port)
        try:
            for part in parts:
                writer.write(part)
                await writer.drain()
            if hang_up:
                writer.write_eof()
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await reader.read()
        except ConnectionError:
            return b""
        finally:
            writer.close()


@asynccontextmanager
async def serving(folder: Path) -> AsyncIterator[Served]:
    """Run ``moisess serve submission`` until the end of the block."""
    services = Services(environment=NOBODY, folder=folder, usual={})
    running = services.start("submission", role="api")
    try:
        answers = partial(_answers, running)
        assert await asyncio.to_thread(
            processes.wait_until, answers, process=running.process, seconds=PATIENCE_SECONDS
        ), running.log.read_text("utf-8")
        yield Served(port=running.port, operations_port=running.operations_port, log=running.log)
    finally:
        await asyncio.to_thread(services.stop_all)


def _answers(running: Running) -> bool:
    try:
        refuse_another(running.url, running.instance)
    except httpx.HTTPError:
        return False
    return True
