"""``moisess jobs``: what a service does after its transactions, and what it could not do."""

from datetime import datetime

from cyclopts import App
from rich.console import Console
from rich.table import Table

from moisess.addresses import AddressUnknown
from moisess.as_json import print_json
from moisess.faults import said_plainly
from moisess.in_database import DatabaseUnfit, in_database
from moisess.serve import Service
from shared.jobs import administration_store
from shared.jobs.administration_store import JobRow, State

app = App(name="jobs", help="Travaux d’un service : liste, nouvel essai, abandon.")

MOST = 200


class NoSuchJob(Exception):
    """What was asked cannot be done with this job; the message is French."""


@app.command(name="list")
def show(*, service: Service, state: State | None = None, json: bool = False) -> None:
    """Affiche les travaux à faire, en cours ou morts, 200 au plus.

    Parameters
    ----------
    service
        Le service dont la base est lue.
    state
        Un seul état : « waiting », « running », « dead », ou « done » pour ceux qui sont faits.
    json
        Écrit un document JSON, pour les programmes.
    """
    with said_plainly(AddressUnknown, DatabaseUnfit):
        rows = in_database(service, lambda tx: administration_store.list_jobs(tx, state=state, limit=MOST))
    if json:
        print_json([row._asdict() for row in rows])
        return
    if not rows:
        print("Aucun travail à montrer.")
        return
    Console().print(_table(rows), highlight=False)


@app.command
def retry(job_id: int, /, *, service: Service) -> None:
    """Fait recommencer maintenant un travail mort, ou un travail qui attend son prochain essai.

    Parameters
    ----------
    job_id
        Le numéro que « moisess jobs list » affiche.
    service
        Le service dont c’est le travail.
    """
    with said_plainly(NoSuchJob, AddressUnknown, DatabaseUnfit):
        if not in_database(service, lambda tx: administration_store.retry(tx, job_id)):
            raise NoSuchJob(
                f"Aucun travail {job_id} n’est mort ni n’attend un nouvel essai : « moisess jobs list --service "
                f"{service} » les montre."
            )
    print(f"Le travail {job_id} recommence.")


@app.command
def drop(job_id: int, /, *, service: Service) -> None:
    """Renonce à un travail qui n’est ni fait ni en cours.

    Parameters
    ----------
    job_id
        Le numéro que « moisess jobs list » affiche.
    service
        Le service dont c’est le travail.
    """
    with said_plainly(NoSuchJob, AddressUnknown, DatabaseUnfit):
        row = in_database(service, lambda tx: administration_store.drop(tx, job_id))
        if row is None:
            raise NoSuchJob(
                f"Aucun travail {job_id} n’attend ni n’est mort : « moisess jobs list --service {service} » les montre."
            )
    print(f"Le travail {job_id} ({row.kind}, {row.key}) est abandonné.")


def _table(rows: list[JobRow]) -> Table:
    table = Table()
    for heading in ("travail", "genre", "clé", "état", "essais", "prévu", "prochain essai", "dernière erreur"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        attempts = f"{row.attempts}/{row.most_attempts}"
        next_run = _moment(row.run_at) if row.state == "waiting" else "–"
        table.add_row(
            *(str(row.job_id), row.kind, row.key, row.state, attempts),
            *(_moment(row.due_at), next_run, row.last_error or "–"),
        )
    return table


def _moment(moment: datetime) -> str:
    return moment.isoformat(sep=" ", timespec="seconds")
