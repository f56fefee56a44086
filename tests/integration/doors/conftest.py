"""Each of the four services in turn, on a real database, with its broker out of reach."""

from collections.abc import AsyncIterator
from importlib import import_module

import pytest
from litestar.testing import AsyncTestClient

from shared.postgres.database import Database
from tests.support.service import Client, bearer, new_key, without_broker


@pytest.fixture(params=["submission", "eligibility", "programme", "matchmaking"])
def service(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def client(
    service: str, database_url: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Client]:
    """Give a client whom every door is open to."""
    monkeypatch.setenv("ELIGIBILITY_REGISTER_URL", "http://127.0.0.1:9")
    settings = without_broker(import_module(f"services.{service}.settings").Settings, database_url)
    app = import_module(f"services.{service}.app").create_app(settings, "api")
    async with AsyncTestClient(app) as client:
        client.headers.update(bearer(await new_key(database, "national")))
        yield client
