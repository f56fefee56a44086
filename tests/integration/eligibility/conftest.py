"""The eligibility service on a real database, its broker out of reach: what is asked over HTTP must not need it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import pytest
from litestar.testing import AsyncTestClient

from services.eligibility.app import create_app
from services.eligibility.register.client import Register
from services.eligibility.settings import Settings
from shared.identity.caller import Role
from shared.postgres.database import Database
from tests.integration.eligibility.support import Scripted, answer_for, register_at, served
from tests.support.builders import manifestation_changed
from tests.support.service import Client, bearer, new_key, without_broker

MakeKey = Callable[..., Awaitable[dict[str, str]]]


@pytest.fixture
def service() -> str:
    return "eligibility"


@pytest.fixture
def scripted() -> Scripted:
    return Scripted()


@pytest.fixture
def register(scripted: Scripted) -> Iterator[Register]:
    with served(scripted) as url:
        yield register_at(url)


@pytest.fixture
async def client(database_url: str) -> AsyncIterator[Client]:
    async with AsyncTestClient(create_app(without_broker(Settings, database_url), "api")) as client:
        yield client


@pytest.fixture
def make_key(database: Database) -> MakeKey:
    """Give a function that draws a key with a role and returns the headers that carry it."""

    async def make(role: Role, region_code: str | None = None) -> dict[str, str]:
        return bearer(await new_key(database, role, region_code))

    return make


@pytest.fixture
async def database(database: Database) -> Database:
    """Give the database, in which the account that registers in these tests is a partner that may for any structure.

    Tests of the first manifestation of an account register as another one.
    """
    await answer_for(database, manifestation_changed().owner)
    return database
