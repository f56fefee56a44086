"""The submission service on a real database, its broker out of reach: what is asked over HTTP must not need it."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from services.submission.app import create_app
from services.submission.settings import Settings
from shared.http.access import Role
from shared.http.access_store import KeyRow, insert_key
from shared.http.keys import draw_key
from shared.postgres.database import Database
from tests.support.postgres import FreshDatabase

NO_BROKER = "127.0.0.1:9"

Client = AsyncTestClient[Litestar]
MakeKey = Callable[..., Awaitable[str]]


@pytest.fixture
async def database_url(fresh_database: FreshDatabase) -> str:
    return await fresh_database("submission")


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url)
    yield database
    await database.close()


@pytest.fixture
async def client(database_url: str) -> AsyncIterator[Client]:
    settings = Settings.model_validate({"database_url": database_url, "KAFKA_BOOTSTRAP_SERVERS": NO_BROKER})
    async with AsyncTestClient(create_app(settings, "api")) as client:
        yield client


@pytest.fixture
async def make_key(database: Database) -> MakeKey:
    """Give a function that draws a key with a role and returns its text."""

    async def make(role: Role, region_code: str | None = None, name: str = "Clé d’essai") -> str:
        key = draw_key()
        row = KeyRow(
            key_id=key.key_id,
            secret_sha256=key.secret_sha256,
            role=role,
            region_code=region_code,
            name=name,
            revoked=False,
        )
        async with database.transaction() as tx:
            await insert_key(tx, row)
        return key.text

    return make
