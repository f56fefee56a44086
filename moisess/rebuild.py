"""``moisess rebuild <service>``: a table is rebuilt from its topic, under the live service."""

import asyncio
import importlib
import os
from collections.abc import Coroutine, Sequence
from typing import Any, Literal

import asyncpg
from aiokafka.errors import KafkaError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from moisess.addresses import AddressUnknown, kafka_cluster, owner_address
from moisess.as_json import print_json
from moisess.faults import said_plainly
from shared.editions.editions import Editions
from shared.errors import Unavailable
from shared.kafka.cluster import Cluster
from shared.kafka.refusal import AccessRefused
from shared.observability.logging import configure_logging
from shared.postgres.database import Database
from shared.postgres.ownership import NotOwner, expect_owner
from shared.rebuild.projection import Projection, RebuildRefused
from shared.rebuild.rebuild import rebuild as rebuild_table
from shared.rebuild.run import Rebuilt
from shared.settings import ServiceSettings

Service = Literal["submission", "eligibility", "programme", "matchmaking"]


def rebuild(
    service: Service,
    /,
    *,
    only: str | None = None,
    yes: bool = False,
    remove_unexplained: bool = False,
    json: bool = False,
    bootstrap_servers: str | None = None,
) -> None:
    """Rejoue le topic dans une table à côté, compare, puis met en place ce qui diffère, sans arrêter le service.

    La base est celle de <SERVICE>_DATABASE_OWNER_URL, sous le rôle qui la possède.

    Parameters
    ----------
    service
        Le service dont les tables viennent de topics.
    only
        Seulement cette table.
    yes
        Met en place ; sans cette option, la commande montre seulement ce qui diffère.
    remove_unexplained
        Retire aussi les lignes que le topic ne connaît pas et devrait connaître ; refusé s’il ne remonte plus au
        début de l’édition ouverte.
    json
        Écrit un document JSON, pour les programmes.
    bootstrap_servers
        Adresse du courtier ; par défaut KAFKA_BOOTSTRAP_SERVERS, sinon la pile locale.
    """
    configure_logging("rebuild", "WARNING")
    tables: dict[str, Rebuilt] = {}
    with said_plainly(RebuildRefused, AddressUnknown, NotOwner, Unavailable):
        cluster, database = kafka_cluster(bootstrap_servers), owner_address(service)
        public_url = public_address(service, cluster=cluster, database=database)
        asyncio.run(expect_owner(database, variable=f"{service.upper()}_DATABASE_OWNER_URL"))
        for projection in _chosen(service, only, public_url=public_url):
            found = _answered(
                _rebuild(projection, cluster=cluster, database=database, swap=yes, explained_only=remove_unexplained),
                service=service,
            )
            tables[projection.table] = found
            if not json:
                _show(projection, found, swapped=yes, explained_only=remove_unexplained)
    if json:
        print_json({"done": yes, "tables": tables})


def public_address(service: str, *, cluster: Cluster, database: str) -> str:
    """Return the service's public address; raises ``RebuildRefused`` where partners would be told a wrong one."""
    field = f"{service}_url"
    variable = field.upper()
    if given := os.environ.get(variable):
        return given
    # Of these services the programme alone tells addresses; on the local stack the usual one is that of the service.
    if service == "programme" and not _is_local(cluster=cluster, database=database):
        raise RebuildRefused(
            f"{variable} n’est pas renseignée : les partenaires recevraient des adresses de pages fausses. Donnez-y "
            f"l’adresse publique du programme ({variable}=https://…), la même qu’au service, puis recommencez."
        )
    return str(ServiceSettings.model_fields[field].default)


def _is_local(*, cluster: Cluster, database: str) -> bool:
    """Return True where both servers are those of the stack on this machine, however their addresses were given."""
    try:
        from deploy.local import folders  # noqa: PLC0415
        from deploy.local.failures import StackFailed  # noqa: PLC0415
        from deploy.local.state import StateFile  # noqa: PLC0415
    except ImportError:
        # A server has no local stack, whose packages are then not installed.
        return False
    try:
        state = StateFile(folders.home()).read()
    except StackFailed:
        return False
    if state.kafka is None or state.postgres is None:
        return False
    databases = {state.postgres.url("programme"), state.postgres.owner_url("programme")}
    return cluster.bootstrap_servers == state.kafka.bootstrap_servers and database in databases


def _chosen(service: Service, only: str | None, *, public_url: str) -> Sequence[Projection[Any]]:
    projections: list[Projection[Any]] = importlib.import_module(f"services.{service}.rebuild").projections(public_url)
    chosen = [each for each in projections if only in {None, each.table}]
    if not chosen:
        tables = ", ".join(each.table for each in projections)
        raise RebuildRefused(f"« {only} » n’est pas une table que {service} tient d’un topic ; il y a : {tables}.")
    return chosen


async def _rebuild(
    projection: Projection[Any], *, cluster: Cluster, database: str, swap: bool, explained_only: bool
) -> Rebuilt:
    columns = (TextColumn(projection.table), BarColumn(), MofNCompleteColumn(), TextColumn("enregistrements"))
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=None)
        return await rebuild_table(
            projection,
            database_url=database,
            cluster=cluster,
            edition=await _edition(database),
            swap=swap,
            explained_only=explained_only,
            progress=lambda read, total: bar.update(task, completed=read, total=total),
        )


async def _edition(address: str) -> int:
    """Return the year of the present edition, as the service's own database knows it."""
    database = Database(address, max_size=1, application_name="moisess-rebuild")
    try:
        editions = Editions(database)
        await editions.refresh()
        return editions.present.year
    finally:
        await database.close()


def _answered(work: Coroutine[Any, Any, Rebuilt], *, service: Service) -> Rebuilt:
    try:
        return asyncio.run(work)
    except AccessRefused as error:
        raise RebuildRefused(f"{error} La table n’est pas touchée.") from error
    except (KafkaError, TimeoutError) as error:
        raise RebuildRefused(f"Kafka ne répond pas : {type(error).__name__}. La table n’est pas touchée.") from error
    except asyncpg.LockNotAvailableError as error:
        raise RebuildRefused("La table est restée occupée : elle n’est pas touchée. Recommencez.") from error
    except asyncpg.ForeignKeyViolationError as error:
        raise RebuildRefused(
            f"Une ligne à retirer sert encore dans {error.table_name} : rien n’est changé. Recommencez sans "
            "--remove-unexplained."
        ) from error
    except asyncpg.UndefinedTableError as error:
        raise RebuildRefused(f"La base n’a pas encore ses tables : lancez « moisess migrate {service} ».") from error
    except (asyncpg.PostgresConnectionError, asyncpg.InterfaceError, OSError) as error:
        raise RebuildRefused("La base de données ne répond pas. La table n’est pas touchée.") from error


def _show(projection: Projection[Any], found: Rebuilt, *, swapped: bool, explained_only: bool) -> None:
    difference = found.difference
    unexplained = "retirées" if swapped and explained_only else "gardées" if swapped else ""
    done = "mises en place" if swapped else ""
    table = Table(title=f"{projection.table} : {found.records} enregistrements rejoués", title_justify="left")
    for heading in ("lignes", "nombre", ""):
        table.add_column(heading, justify="right" if heading == "nombre" else "left")
    for name, count, fate in (
        ("identiques", difference.same, ""),
        ("différentes", difference.different, done),
        ("seulement dans le topic", difference.only_in_topic, done),
        ("seulement dans la table", difference.only_in_table, unexplained),
        ("plus récentes dans la table", difference.newer_in_table, unexplained),
    ):
        table.add_row(name, str(count), fate if count else "")
    console = Console(highlight=False)
    console.print(table)
    if found.missing:
        console.print(f"Historique incomplet : {found.missing} Ce qu’il ne connaît pas peut être juste.")
    if found.refused:
        console.print(
            f"{found.refused} enregistrement(s) refusés par cette version du service, dernier état de leur clé.",
            style="red",
        )
    if found.passed_over:
        console.print(
            f"{found.passed_over} enregistrement(s) mis de côté : cette version du service les refuse, mais un état "
            "plus récent de leur clé compte."
        )
    if found.told:
        console.print(f"{found.told} changement(s) annoncés, que les lecteurs de la table ne connaissaient pas.")
    if not swapped:
        console.print("Rien n’a été fait : c’est un essai. Ajoutez --yes pour mettre en place.")
