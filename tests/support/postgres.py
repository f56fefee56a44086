"""A database per test, copied from a template that was migrated once per run and service."""

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest

from shared.postgres.database import Database
from shared.postgres.migrate import migrate
from tests.support.servers import Servers

FreshDatabase = Callable[[str], Awaitable[str]]
OpenDatabase = Callable[[str], Awaitable[Database]]


class Databases:
    """Creates and drops databases on the run's server."""

    def __init__(self, administrator: "asyncpg.Connection[asyncpg.Record]", postgres_url: str) -> None:
        self._administrator = administrator
        self._postgres_url = postgres_url
        self._run = secrets.token_hex(4)
        self._templates: dict[str, str] = {}

    async def create(self, service: str) -> str:
        """Copy the service's template and return the address; ``shared`` has the shared tables alone."""
        template = await self._template(service)
        name = f"test_{service}_{secrets.token_hex(4)}"
        await self._execute("CREATE DATABASE %I TEMPLATE %I", name, template)
        return self._url(name)

    async def back_up(self, url: str) -> str:
        """Copy a database that nobody is connected to, and return the address of the copy."""
        backup = f"{_name(url)}_{secrets.token_hex(4)}"
        await self._execute("CREATE DATABASE %I TEMPLATE %I", backup, _name(url))
        return self._url(backup)

    async def restore(self, url: str, backup: str) -> None:
        """Put a backup in the place of a database, whoever is still connected."""
        await self.drop(url)
        await self._execute("CREATE DATABASE %I TEMPLATE %I", _name(url), _name(backup))

    async def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected."""
        await self._execute("DROP DATABASE IF EXISTS %I WITH (FORCE)", _name(url))

    async def drop_templates(self) -> None:
        """Remove what the copies were made from."""
        for name in self._templates.values():
            await self.drop(self._url(name))

    async def _template(self, service: str) -> str:
        if service not in self._templates:
            name = f"template_{service}_{self._run}"
            await self._execute("CREATE DATABASE %I", name)
            migrate(self._url(name), service)
            self._templates[service] = name
        return self._templates[service]

    async def _execute(self, form: str, *names: str) -> None:
        # Such statements take no parameters, so the server itself quotes the names into them.
        statement = await self._administrator.fetchval("SELECT format($1, VARIADIC $2::text[])", form, list(names))
        await self._administrator.execute(statement)

    def _url(self, name: str) -> str:
        return urlunsplit(urlsplit(self._postgres_url)._replace(path=f"/{name}"))


def _name(url: str) -> str:
    return urlsplit(url).path.lstrip("/")


@pytest.fixture(scope="session")
async def databases(servers: Servers) -> AsyncIterator[Databases]:
    """Give the run's databases; a test takes ``fresh_database`` or ``open_database`` instead."""
    administrator = await asyncpg.connect(servers.postgres_url)
    databases = Databases(administrator, servers.postgres_url)
    yield databases
    await databases.drop_templates()
    await administrator.close()


@pytest.fixture
async def fresh_database(databases: Databases) -> AsyncIterator[FreshDatabase]:
    """Give a function that makes a migrated, empty database of a service and returns its address."""
    urls: list[str] = []

    async def create(service: str) -> str:
        urls.append(await databases.create(service))
        return urls[-1]

    yield create
    for url in urls:
        await databases.drop(url)


@pytest.fixture
async def open_database(fresh_database: FreshDatabase) -> AsyncIterator[OpenDatabase]:
    """Give a function that makes such a database and opens a pool on it, closed after the test."""
    opened: list[Database] = []

    async def open_one(service: str) -> Database:
        opened.append(Database(await fresh_database(service)))
        return opened[-1]

    yield open_one
    for database in opened:
        await database.close()
