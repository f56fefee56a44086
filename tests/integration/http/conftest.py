from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from httpx import AsyncClient
from litestar import Litestar

from shared.http.health import database_check, migrations_check
from shared.identity.caller import Role
from shared.postgres.database import Database
from tests.support.postgres import FreshDatabase, as_owner
from tests.support.service import MakeKey
from tests.unit.http.sample import client_of, sample_app

IssueKey = Callable[..., Awaitable[str]]


@pytest.fixture
async def database(fresh_database: FreshDatabase) -> AsyncIterator[Database]:
    """Give a database with the shared tables and one that the sample service works on."""
    url = await fresh_database("shared")
    await as_owner(url, "CREATE TABLE works (id bigint GENERATED ALWAYS AS IDENTITY, title text NOT NULL)")
    database = Database(url)
    yield database
    await database.close()


@pytest.fixture
def app(database: Database) -> Litestar:
    """Give the sample service on a real database."""
    checks = {"database": database_check(database), "migrations": migrations_check(database, "shared")}
    return sample_app(database, checks=checks)


@pytest.fixture
async def client(app: Litestar) -> AsyncIterator[AsyncClient]:
    """Give a client of it."""
    async with client_of(app) as client:
        yield client


@pytest.fixture
async def operators(app: Litestar) -> AsyncIterator[AsyncClient]:
    """Give a client of what its operators ask."""
    async with client_of(app.state.operations) as client:
        yield client


@pytest.fixture
def key(make_key: MakeKey) -> IssueKey:
    """Give a function that hands out a key, by default to an organiser."""

    async def issue(role: Role = "organiser", region_code: str | None = None) -> str:
        return await make_key(role, region_code)

    return issue
