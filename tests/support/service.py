"""A service on a real database, its broker out of reach, and keys to ask it with.

A folder that takes these fixtures has one called ``service``, which gives the service's name.
"""

from collections.abc import AsyncIterator
from typing import Protocol, TypeVar

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from shared.identity.caller import Role
from shared.postgres.database import Database
from shared.settings import ServiceSettings
from tests.support.people import new_person
from tests.support.postgres import FreshDatabase

HOST_OF_CLIENTS = "testserver.local"
"""Of the framework's test clients."""
NO_BROKER = "127.0.0.1:9"

Client = AsyncTestClient[Litestar]
S = TypeVar("S", bound=ServiceSettings)


class MakeKey(Protocol):
    """Hands out a key and returns its text."""

    async def __call__(self, role: Role, region_code: str | None = None) -> str: ...


@pytest.fixture
async def database_url(fresh_database: FreshDatabase, service: str) -> str:
    """Give the address of a database that only this test uses."""
    return await fresh_database(service)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Give a pool on the test's database, beside that of the service."""
    database = Database(database_url)
    yield database
    await database.close()


@pytest.fixture
def make_key(database: Database) -> MakeKey:
    """Give a function that hands out a key: ``await make_key("moderator", "53")``."""

    async def make(role: Role, region_code: str | None = None) -> str:
        return await new_key(database, role, region_code)

    return make


async def new_key(database: Database, role: Role, region_code: str | None = None) -> str:
    """Hand out a key and return its text."""
    return (await new_person(database, role, region_code)).key


def bearer(key: str) -> dict[str, str]:
    """Return the header that shows a key."""
    return {"Authorization": f"Bearer {key}"}


def without_broker(settings: type[S], database_url: str) -> S:
    """Return a service's settings; what is asked over HTTP must not need the broker."""
    given = {"database_url": database_url, "KAFKA_BOOTSTRAP_SERVERS": NO_BROKER, "allowed_hosts": HOST_OF_CLIENTS}
    return settings.model_validate(given)
