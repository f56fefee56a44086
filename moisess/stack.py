"""``moisess stack``: the servers that the services need, on this machine and without containers."""

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from cyclopts import App
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from deploy.local import folders, processes, stack
from deploy.local.failures import StackFailed
from deploy.local.given import given
from deploy.local.jars import Fetched
from deploy.local.parts import Ports
from deploy.local.state import State, StateFile
from moisess.faults import said_plainly

MEGABYTE = 1024 * 1024
NAMES = {"kafka": "Kafka", "postgres": "PostgreSQL", "register": "registre simulé", "inbox": "courriels"}

app = App(name="stack", help="Démarre, arrête et décrit Kafka et PostgreSQL sur cette machine.")


@app.command
def up(
    *,
    kafka_port: int | None = None,
    postgres_port: int | None = None,
    register_port: int | None = None,
    inbox_port: int | None = None,
) -> None:
    """Démarre la pile : Kafka, PostgreSQL, registre simulé, boîte de réception, topics, schémas.

    Sans effet sur ce qui tourne déjà.

    Ce que l’environnement désigne (KAFKA_BOOTSTRAP_SERVERS, SUBMISSION_DATABASE_URL…) est utilisé, et non démarré.

    Parameters
    ----------
    kafka_port
        Port de Kafka ; par défaut celui de la dernière fois, sinon un port libre.
    postgres_port
        Port de PostgreSQL ; de même.
    register_port
        Port du registre simulé ; de même.
    inbox_port
        Port de la page qui montre les courriels envoyés ; de même.
    """
    ports = Ports(kafka=kafka_port, postgres=postgres_port, register=register_port, inbox=inbox_port)
    with said_plainly(StackFailed), fetching() as fetched:
        state = stack.up(ports=ports, fetched=fetched)
    _describe(state)


@app.command
def down(*, purge: bool = False) -> None:
    """Arrête la pile ; ses données restent pour la prochaine fois, sauf avec --purge.

    Parameters
    ----------
    purge
        Supprime aussi les données : topics, bases, mots de passe, journaux.
    """
    home = folders.home()
    with said_plainly(StackFailed):
        before = stack.down(purge=purge)
    Console().print(
        f"Pile arrêtée ({', '.join(before.processes) or 'rien ne tournait'}). "
        + (f"Données supprimées : {home}" if purge else f"Données gardées : {home}"),
        highlight=False,
        soft_wrap=True,
    )


@app.command
def status() -> None:
    """Dit ce qui tourne et où ; le code de sortie est 1 si une partie est arrêtée."""
    with said_plainly(StackFailed):
        state = StateFile(folders.home()).read()
    _describe(state)
    with said_plainly(StackFailed):
        stack.environment()


@app.command
def env() -> None:
    """Écrit les variables des services, mots de passe compris, pour : eval "$(moisess stack env)"."""
    with said_plainly(StackFailed):
        variables = stack.environment() | stack.owner_environment()
    for name, value in sorted(variables.items()):
        print(f"export {name}={shlex.quote(value)}")


@contextmanager
def fetching() -> Iterator[Fetched]:
    """Show a progress bar while the broker's jars are fetched; what it yields is called after each."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Archives d’Apache Kafka", total=None)
        yield lambda at_hand, of: progress.update(task, completed=at_hand, total=of)


def _describe(state: State) -> None:
    elsewhere = given()
    table = Table(title="Pile locale", title_justify="left")
    for heading in ("partie", "état", "adresse", "processus", "mémoire"):
        table.add_column(heading, no_wrap=True)
    own = {
        "kafka": state.kafka.bootstrap_servers if state.kafka else None,
        "postgres": state.postgres.address if state.postgres else None,
        "register": state.register.url if state.register else None,
        "inbox": state.inbox.url if state.inbox else None,
    }
    given_parts = {"kafka": elsewhere.kafka, "register": elsewhere.register, "inbox": elsewhere.smtp}
    for part, name in NAMES.items():
        if address := given_parts.get(part):
            table.add_row(name, "donné", address, "", "")
        elif part != "postgres" or not elsewhere.all_databases:
            table.add_row(name, *_running(state, part, own[part]))
    for service, url in elsewhere.databases.items():
        table.add_row(f"base {service}", "donnée", _without_password(url), "", "")
    console = Console()
    console.print(table, highlight=False)
    console.print(f"Données et journaux : {folders.home()}", highlight=False, soft_wrap=True)


def _running(state: State, part: str, address: str | None) -> tuple[str, str, str, str]:
    process = state.processes.get(part)
    if process is None or not processes.is_running(process):
        return "[red]arrêté[/red]", "", "", ""
    memory = f"{processes.memory(process) // MEGABYTE} Mo"
    return "[green]tourne[/green]", address or "", str(process.pid), memory


def _without_password(url: str) -> str:
    password = urlsplit(url).password
    return url.replace(f":{password}@", "@") if password else url
