"""``moisess reconcile <service>``: after a restore of its database, tables and topics say the same again."""

import asyncio
import importlib
from collections.abc import Coroutine
from typing import Any, Literal

import asyncpg
from aiokafka.errors import KafkaError
from rich.console import Console
from rich.table import Table

from moisess.addresses import AddressUnknown, database_address, kafka_cluster
from moisess.as_json import print_json
from moisess.faults import said_plainly
from moisess.rebuild import public_address
from shared.errors import Unavailable
from shared.kafka.cluster import Cluster
from shared.kafka.refusal import AccessRefused
from shared.observability.logging import configure_logging
from shared.outbox.numbered import NumberedStream, Outcome, Reconciled
from shared.outbox.reconcile import ReconcileRefused
from shared.outbox.reconcile import reconcile as reconcile_stream
from shared.postgres.database import Database

Service = Literal["submission", "eligibility", "programme", "matchmaking"]

MEANINGS: dict[Outcome, str] = {
    "adopted": "l’état annoncé avant la restauration est repris",
    "raised": "l’état de la base est annoncé sous une version nouvelle",
    "taken_back": "ce que le topic était seul à connaître est retiré",
}


def reconcile(
    service: Service, /, *, yes: bool = False, json: bool = False, bootstrap_servers: str | None = None
) -> None:
    """Après une restauration, accorde la base d’un service et ce qu’il avait annoncé depuis la sauvegarde.

    Parameters
    ----------
    service
        Le service dont la base a été restaurée.
    yes
        Le fait ; sans cette option, la commande montre seulement ce qu’elle ferait.
    json
        Écrit un document JSON, pour les programmes.
    bootstrap_servers
        Adresse du courtier ; par défaut KAFKA_BOOTSTRAP_SERVERS, sinon la pile locale.
    """
    configure_logging("reconcile", "WARNING")
    with said_plainly(ReconcileRefused, AddressUnknown, Unavailable):
        cluster, database = kafka_cluster(bootstrap_servers), database_address(service)
        streams: list[NumberedStream[Any]] = importlib.import_module(f"services.{service}.reconcile").numbered_streams(
            public_address(service, cluster=cluster, database=database)
        )
        found: dict[str, list[Reconciled]] = {}
        for numbered in streams:
            done = _answered(_reconcile(numbered, service, cluster=cluster, database_url=database, commit=yes))
            found[numbered.stream.topic] = done
            if not json:
                _show(numbered.stream.topic, done)
    if json:
        print_json({"done": yes, "topics": found})
        return
    print("Fait." if yes else "Rien n’a été fait : c’est un essai. Ajoutez --yes pour le faire.")


async def _reconcile(
    numbered: NumberedStream[Any], service: Service, *, cluster: Cluster, database_url: str, commit: bool
) -> list[Reconciled]:
    database = Database(database_url, max_size=2, application_name="reconcile")
    try:
        return await reconcile_stream(numbered, service=service, database=database, cluster=cluster, commit=commit)
    finally:
        await database.close()


def _answered(work: Coroutine[Any, Any, list[Reconciled]]) -> list[Reconciled]:
    try:
        return asyncio.run(work)
    except AccessRefused as error:
        raise ReconcileRefused(f"{error} Rien n’est changé.") from error
    except (KafkaError, TimeoutError) as error:
        raise ReconcileRefused(f"Kafka ne répond pas : {type(error).__name__}. Rien n’est changé.") from error
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        raise ReconcileRefused(
            f"La base de données refuse ou ne répond pas : {type(error).__name__}. Rien n’est changé."
        ) from error


def _show(topic: str, done: list[Reconciled]) -> None:
    console = Console(highlight=False)
    if not done:
        console.print(f"{topic} : la base et le topic disent la même chose.")
        return
    table = Table(title=f"{topic} : {len(done)} à accorder", title_justify="left")
    for heading in ("clé", "version", ""):
        table.add_column(heading, justify="right" if heading == "version" else "left")
    for each in done:
        table.add_row(each.key, str(each.version), MEANINGS[each.outcome])
    console.print(table)
