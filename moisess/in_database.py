"""Work in a service's database, as a command does it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import asyncpg

from moisess.addresses import database_address
from moisess.serve import Service
from shared.errors import Unavailable
from shared.postgres.database import Database, Tx

T = TypeVar("T")


class DatabaseUnfit(Exception):
    """The database does not answer, or lacks what this release needs; the message is French."""


def in_database(service: Service, work: Callable[[Tx], Awaitable[T]], *, address: str | None = None) -> T:
    """Do ``work`` in one transaction and commit; raises ``DatabaseUnfit`` and ``AddressUnknown``.

    ``address`` is of another database than the environment or the local stack names.
    """

    async def in_one_transaction(database: Database) -> T:
        async with database.transaction() as tx:
            return await work(tx)

    return with_database(service, in_one_transaction, address=address)


def with_database(service: Service, work: Callable[[Database], Awaitable[T]], *, address: str | None = None) -> T:
    """Do ``work``, which opens its transactions itself; raises ``DatabaseUnfit`` and ``AddressUnknown``."""

    async def run() -> T:
        database = Database(address or database_address(service), max_size=1)
        try:
            return await work(database)
        except Unavailable as error:
            raise DatabaseUnfit(error.detail) from error
        except (asyncpg.UndefinedTableError, asyncpg.UndefinedColumnError) as error:
            raise DatabaseUnfit(f"La base n’est pas à jour : lancez « moisess migrate {service} ».") from error
        finally:
            await database.close()

    return asyncio.run(run())
