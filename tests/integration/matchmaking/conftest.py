"""The matchmaking service on a real database, its broker out of reach: what is asked over HTTP must not need it."""

from collections.abc import AsyncIterator

import pytest
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
