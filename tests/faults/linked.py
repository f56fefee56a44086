"""A broker whose every connection goes through a proxy, since its own address is not what it tells its clients."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from deploy.local import kafka, ports
from deploy.local.state import StateFile
from tests.faults.proxy import Proxy
from tests.support.private_servers import PrivateServer


@asynccontextmanager
async def linked_kafka(home: Path) -> AsyncIterator[tuple[PrivateServer, Proxy]]:
    """Start a broker in ``home`` and the link to it; the broker is killed at the end."""
    with ports.reserved() as reservation:
        broker = kafka.prepare(reservation, port=None, users=(), before=None)
    link = Proxy(broker.port)
    await link.start()
    server = PrivateServer("kafka", home)
    try:
        await asyncio.to_thread(home.mkdir, exist_ok=True)
        StateFile(home).change(kafka=replace(broker, advertised_port=link.port))
        await server.start()
        yield server, link
    finally:
        await server.kill()
        await link.stop()
