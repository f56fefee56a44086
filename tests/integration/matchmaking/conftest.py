"""The matchmaking service on a real database, its broker out of reach: what is asked over HTTP must not need it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, cast

import pytest
from httpx import ASGITransport, AsyncClient
from litestar.testing import AsyncTestClient

from services.matchmaking.app import create_app
from services.matchmaking.settings import Settings
from shared.postgres.database import Database
from tests.support.service import Client, without_broker


@pytest.fixture
def service() -> str:
    return "matchmaking"


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Give as many connections as there are rivals, so that they meet in the database and not before it."""
    database = Database(database_url, max_size=64)
    yield database
    await database.close()


@pytest.fixture
async def client(database_url: str) -> AsyncIterator[Client]:
    async with AsyncTestClient(create_app(without_broker(Settings, database_url), "api")) as client:
        yield client


@pytest.fixture
async def at_once(database_url: str) -> AsyncIterator[AsyncClient]:
    """Give a client whose requests run at once; those of ``client`` wait for each other."""
    app = create_app(without_broker(Settings, database_url), "api")
    started, done = asyncio.Event(), asyncio.Event()

    async def live() -> None:
        # In one task from end to end: a fixture's two halves may run in different ones.
        async with app.lifespan():
            started.set()
            await done.wait()

    living = asyncio.create_task(live())
    await started.wait()
    transport = ASGITransport(app=cast("Any", app))
    async with AsyncClient(transport=transport, base_url="http://testserver.local") as client:
        yield client
    done.set()
    await living
