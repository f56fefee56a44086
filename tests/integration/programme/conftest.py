"""A programme with its HTTP side, on a database of its own."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from httpx import ASGITransport, AsyncClient, Response

from services.programme.app import create_app
from services.programme.settings import Settings
from shared.identity.caller import Role
from shared.postgres.database import Database
from tests.support.service import bearer, new_key

BROWSER = {"Accept": "text/html"}
PARIS_TIME = ZoneInfo("Europe/Paris")
BEFORE_THE_SEASON = datetime(2026, 9, 1, 9, tzinfo=PARIS_TIME)


@dataclass(slots=True, kw_only=True)
class Clock:
    """The instant that the service takes for now; a test may turn its hands."""

    now: datetime = BEFORE_THE_SEASON


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The running service, and its database beside it."""

    client: AsyncClient
    database: Database
    clock: Clock

    async def key(self, role: Role, region_code: str | None = None) -> dict[str, str]:
        """Return the header of a new key."""
        return bearer(await new_key(self.database, role, region_code))

    async def page(self, path: str) -> Response:
        return await self.client.get(path, headers=BROWSER)


@pytest.fixture
def service() -> str:
    return "programme"


@pytest.fixture
async def site(database_url: str, database: Database, bootstrap_servers: str) -> AsyncIterator[Site]:
    settings = Settings.model_validate(
        {
            "database_url": database_url,
            "KAFKA_BOOTSTRAP_SERVERS": bootstrap_servers,
            "PROGRAMME_URL": "https://programme.example",
            "remembered_seconds": 0,
        }
    )
    clock = Clock()
    app = create_app(settings, "api", now=lambda: clock.now)
    started, done = asyncio.Event(), asyncio.Event()

    async def live() -> None:
        # In one task from end to end: a fixture's two halves may run in different ones.
        async with app.lifespan():
            started.set()
            await done.wait()

    living = asyncio.create_task(live())
    await started.wait()
    # Litestar's own test client holds the loop while a request runs, so that requests never overlap.
    async with AsyncClient(
        transport=ASGITransport(app=cast("Any", app)), base_url="https://programme.example"
    ) as client:
        yield Site(client=client, database=database, clock=clock)
    done.set()
    await living
