"""A pooler as a client meets it: it greets in its own name, or refuses the settings of a session."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from struct import pack
from urllib.parse import urlsplit

from deploy.local.ports import HOST

KEY = b"K" + pack(">i", 12)
"""The message by which a server names its process, and the key that cancels its work."""
REFUSAL = b"SFATAL\0C08P01\0Munsupported startup parameter: idle_session_timeout\0\0"


@asynccontextmanager
async def pretended_pooler(url: str, *, refuses: bool) -> AsyncIterator[str]:
    """Give the address of a pooler before the server of ``url``."""
    parts = urlsplit(url)

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if refuses:
            await reader.read(8)
            writer.write(b"N")
            await reader.read(1024)
            writer.write(b"E" + pack(">i", len(REFUSAL) + 4) + REFUSAL)
            writer.close()
            return
        far_reader, far_writer = await asyncio.open_connection(parts.hostname, parts.port)
        await asyncio.gather(pump(reader, far_writer), pump(far_reader, writer))

    server = await asyncio.start_server(accept, HOST, 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield parts._replace(netloc=f"{parts.username}:{parts.password}@{HOST}:{port}").geturl()
    finally:
        server.close()


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while piece := await reader.read(65536):
            before, key, process = piece.partition(KEY)
            writer.write(before + key + (pack(">i", 4711) + process[4:] if key else b""))
    writer.close()
