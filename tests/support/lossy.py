"""A service whose link to its database a test breaks at a chosen moment; nothing else of the service is at work."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit, urlunsplit

from httpx import ASGITransport, AsyncClient
from litestar import Litestar

from deploy.local.ports import HOST
from tests.faults.proxy import Proxy

COMMIT = b"COMMIT;"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The link from a service to its database."""

    url: str
    """Of the database, through the proxy."""
    proxy: Proxy

    def cut(self, at: bytes = COMMIT, *, delivered: bool) -> None:
        """Break it once, at the next piece that holds these bytes, before the server has it or before its answer."""
        self.proxy.cut_at, self.proxy.cut_delivers = at, delivered

    @property
    def broken(self) -> bool:
        return not self.proxy.cut_at


@asynccontextmanager
async def link_to(database_url: str) -> AsyncIterator[Link]:
    """Put a proxy in front of a database."""
    parts = urlsplit(database_url)
    proxy = Proxy(int(parts.port or 5432))
    await proxy.start()
    netloc = f"{parts.netloc.rpartition('@')[0]}@{HOST}:{proxy.port}"
    yield Link(url=urlunsplit(parts._replace(netloc=netloc)), proxy=proxy)
    await proxy.stop()


@asynccontextmanager
async def asked_directly(app: Litestar) -> AsyncIterator[AsyncClient]:
    """Ask without starting the service: neither relay nor tidying commits anything in between."""
    async with AsyncClient(transport=ASGITransport(app=cast("Any", app)), base_url="http://testserver.local") as client:
        yield client
