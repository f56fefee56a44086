"""``moisess outbox``: what a service could not tell because the broker finds it too large."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import asyncpg
from cyclopts import App
from rich.console import Console
from rich.table import Table

from moisess.addresses import AddressUnknown, database_address
from moisess.faults import said_plainly
from moisess.serve import Service
from shared.errors import Unavailable
from shared.outbox.refused_store import list_refused, send_again
from shared.postgres.database import Database, Tx

T = TypeVar("T")

app = App(name="outbox", help="Messages trop grands pour leur topic, mis de côté : liste, nouvel essai.")


class OutboxUnreadable(Exception):
    """The outbox cannot be read; the message is French."""


@app.command(name="list")
def show(*, service: Service) -> None:
    """Affiche les messages mis de côté.

    Parameters
    ----------
    service
        Le service dont la base est lue.
    """
    rows = _run(service, list_refused)
    if not rows:
        print("Aucun message n’est mis de côté.")
        return
    table = Table()
    for heading in ("ligne", "topic", "clé", "version", "octets", "depuis"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        since = row.refused_at.isoformat(sep=" ", timespec="seconds")
        table.add_row(str(row.id), row.topic, row.key, str(row.version), str(row.size), since)
    Console().print(table, highlight=False)


@app.command
def retry(*, service: Service) -> None:
    """Rend les messages mis de côté à l’envoi, une fois la limite du topic relevée.

    Parameters
    ----------
    service
        Le service dont les messages repartent.
    """
    print(f"Messages rendus à l’envoi : {_run(service, send_again)}.")


def _run(service: Service, work: Callable[[Tx], Awaitable[T]]) -> T:
    """Do ``work`` in one transaction of the service's database."""

    async def run() -> T:
        database = Database(database_address(service), max_size=1)
        try:
            async with database.transaction() as tx:
                return await work(tx)
        except Unavailable as error:
            raise OutboxUnreadable(error.detail) from error
        except (asyncpg.UndefinedTableError, asyncpg.UndefinedColumnError) as error:
            raise OutboxUnreadable(f"La base n’est pas à jour : lancez « moisess migrate {service} ».") from error
        finally:
            await database.close()

    with said_plainly(AddressUnknown, OutboxUnreadable):
        return asyncio.run(run())
