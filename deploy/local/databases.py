"""One role and one database per service, on whatever PostgreSQL an administrator's address leads to."""

import asyncio
from collections.abc import Mapping

import asyncpg


def create_databases(administrator_url: str, passwords: Mapping[str, str]) -> None:
    """Give each service a role and a database of its own name, where they are not there yet."""
    asyncio.run(_create_databases(administrator_url, passwords))


async def _create_databases(administrator_url: str, passwords: Mapping[str, str]) -> None:
    connection = await asyncpg.connect(administrator_url)
    try:
        roles = {row["rolname"] for row in await connection.fetch("SELECT rolname FROM pg_roles")}
        databases = {row["datname"] for row in await connection.fetch("SELECT datname FROM pg_database")}
        for service, password in passwords.items():
            # Two looks, since a start that was cut short may have left the one without the other.
            if service not in roles:
                await connection.execute(
                    await _statement(connection, "CREATE ROLE %I LOGIN PASSWORD %L", service, password)
                )
            if service not in databases:
                await connection.execute(await _statement(connection, "CREATE DATABASE %I OWNER %I", service, service))
                await connection.execute(await _statement(connection, "REVOKE ALL ON DATABASE %I FROM PUBLIC", service))
    finally:
        await connection.close()


async def _statement(connection: "asyncpg.Connection[asyncpg.Record]", form: str, *values: str) -> str:
    # Such statements take no parameters, so the server itself quotes names and passwords into them.
    return str(await connection.fetchval("SELECT format($1, VARIADIC $2::text[])", form, list(values)))
