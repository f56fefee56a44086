"""``moisess outbox``: what a service could not tell because the broker finds it too large."""

from cyclopts import App
from rich.console import Console
from rich.table import Table

from moisess.addresses import AddressUnknown
from moisess.as_json import print_json
from moisess.faults import said_plainly
from moisess.in_database import DatabaseUnfit, in_database
from moisess.serve import Service
from shared.outbox.refused_store import list_refused, send_again

app = App(name="outbox", help="Messages trop grands pour leur topic, mis de côté : liste, nouvel essai.")


@app.command(name="list")
def show(*, service: Service, json: bool = False) -> None:
    """Affiche les messages mis de côté.

    Parameters
    ----------
    service
        Le service dont la base est lue.
    json
        Écrit un document JSON, pour les programmes.
    """
    with said_plainly(AddressUnknown, DatabaseUnfit):
        rows = in_database(service, list_refused)
    if json:
        print_json([row._asdict() for row in rows])
        return
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
    with said_plainly(AddressUnknown, DatabaseUnfit):
        print(f"Messages rendus à l’envoi : {in_database(service, send_again)}.")
