"""One bare HTTP connection that is kept: a full client takes more of the machine than the service that it asks."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back; the names of headers are lower case."""

    status: int
    headers: Mapping[str, str]
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """Sends one request after another; raises ``OSError`` or ``EOFError`` where the connection ends."""

    host: str
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def post(self, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Send JSON and wait for the answer, which has to say its length."""
        said = {"Host": self.host, "Content-Type": "application/json", "Content-Length": str(len(body)), **headers}
        head = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in said.items())]
        self.writer.write("\r\n".join(head).encode() + END + body)
        status, *lines = (await self.reader.readuntil(END)).removesuffix(END).decode().split("\r\n")
        heard = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        content = await self.reader.readexactly(int(heard["content-length"]))
        return Reply(status=int(status.split()[1]), headers=heard, content=content)


@asynccontextmanager
async def wire_to(url: str) -> AsyncIterator[Wire]:
    """Connect to a service for as long as the block runs."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    try:
        yield Wire(host=parts.netloc, reader=reader, writer=writer)
    finally:
        writer.transport.abort()
