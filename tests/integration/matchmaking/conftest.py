"""The matchmaking service on a real database, its broker out of reach: what is asked over HTTP must not need it."""

from collections.abc import AsyncIterator

import pytest
from litestar.testing import AsyncTestClient

from services.matchmaking.app import create_app
from services.matchmaking.settings import Settings
from shared.postgres.database import Database
from tests.integration.matchmaking.hall import Client
from tests.support.postgres import FreshDatabase

NO_BROKER = "127.0.0.1:9"


@pytest.fixture
async def database_url(fresh_database: FreshDatabase) -> str:
    return await fresh_database("matchmaking")


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Give as many connections as there are rivals, so that they meet in the database and not before it."""
    database = Database(database_url, max_size=64)
    yield database
    await database.close()


@pytest.fixture
async def client(database_url: str) -> AsyncIterator[Client]:
    settings = Settings.model_validate({"database_url": database_url, "KAFKA_BOOTSTRAP_SERVERS": NO_BROKER})
    async with AsyncTestClient(create_app(settings, "api")) as client:
        yield client
