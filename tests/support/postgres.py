"""A database per test, copied from a template that was migrated once per run and service."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest

from deploy.local.databases import create_databases, owner_of, roles_of
from shared.postgres.database import Database
from shared.postgres.migrate import migrate
from tests.support.edition import EDITION, know_editions
from tests.support.servers import Servers

FreshDatabase = Callable[[str], Awaitable[str]]
OpenDatabase = Callable[[str], Awaitable[Database]]


PASSWORD = "only-for-tests"
"""Of both roles of every database here, so that who has one address has the other."""


def owner_url(url: str) -> str:
    """Return the address of a database for its owner; what a test is given is the service's own."""
    parts = urlsplit(url)
    _, _, place = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{owner_of(parts.username or '')}:{PASSWORD}@{place}"))


async def as_owner(url: str, *statements: str) -> None:
    """Do to a database, one statement after the other, what the service's own role may not."""
    connection = await asyncpg.connect(owner_url(url))
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


async def begin_edition(url: str) -> None:
    """Let a database know the edition that ships, as one does that has run for a second."""
    database = Database(url)
    await know_editions(database, EDITION)
    await database.close()


class Databases:
    """Creates and drops databases on the run's server."""

    def __init__(self, administrator: "asyncpg.Connection[asyncpg.Record]", postgres_url: str) -> None:
        self._administrator = administrator
        self._postgres_url = postgres_url
        self._run = secrets.token_hex(4)
        self._templates: dict[str, str] = {}

    async def create(self, service: str) -> str:
        """Copy the service's template and return the address; ``shared`` has the shared tables alone."""
        role = await self._template(service)
        name = f"test_{service}_{secrets.token_hex(4)}"
        await self._copy(role, name, role)
        return self._url(name, role)

    async def back_up(self, url: str) -> str:
        """Copy a database that nobody is connected to, and return the address of the copy."""
        backup = f"{_name(url)}_{secrets.token_hex(4)}"
        await self._copy(_name(url), backup, _role(url))
        return self._url(backup, _role(url))

    async def restore(self, url: str, backup: str) -> None:
        """Put a backup in the place of a database, whoever is still connected."""
        await self.drop(url)
        await self._copy(_name(backup), _name(url), _role(url))

    async def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected."""
        await self._execute("DROP DATABASE IF EXISTS %I WITH (FORCE)", _name(url))

    async def drop_templates(self) -> None:
        """Remove what the copies were made from, and the roles that go with it."""
        for name in self._templates.values():
            await self.drop(self._url(name, name))
            await self._execute("DROP ROLE %I, %I", name, owner_of(name))

    async def _template(self, service: str) -> str:
        if service not in self._templates:
            name = f"template_{service}_{self._run}"
            passwords = dict.fromkeys(roles_of([name]), PASSWORD)
            await asyncio.to_thread(create_databases, self._postgres_url, [name], passwords)
            await asyncio.to_thread(migrate, owner_url(self._url(name, name)), service)
            await begin_edition(self._url(name, name))
            self._templates[service] = name
        return self._templates[service]

    async def _copy(self, original: str, name: str, role: str) -> None:
        # Rights within the database come with it, those on the database itself do not.
        await self._execute("CREATE DATABASE %I OWNER %I TEMPLATE %I", name, owner_of(role), original)
        await self._execute("REVOKE ALL ON DATABASE %I FROM PUBLIC", name)
        await self._execute("GRANT CONNECT ON DATABASE %I TO %I", name, role)

    async def _execute(self, form: str, *names: str) -> None:
        # Such statements take no parameters, so the server itself quotes the names into them.
        statement = await self._administrator.fetchval("SELECT format($1, VARIADIC $2::text[])", form, list(names))
        await self._administrator.execute(statement)

    def _url(self, name: str, role: str) -> str:
        parts = urlsplit(self._postgres_url)
        _, _, place = parts.netloc.rpartition("@")
        return urlunsplit(parts._replace(netloc=f"{role}:{PASSWORD}@{place}", path=f"/{name}"))


def _name(url: str) -> str:
    return urlsplit(url).path.lstrip("/")


def _role(url: str) -> str:
    return urlsplit(url).username or ""


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
