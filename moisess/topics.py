"""``moisess topics``: the topics of a broker, compared with their declaration and brought up to it."""

import asyncio
import sys
from collections.abc import Sequence

from cyclopts import App
from rich.console import Console
from rich.prompt import Confirm
from rich.table import Table

from deploy.kafka.administration import TopicsRefused, administration, existing_topics
from deploy.kafka.broker import apply
from deploy.kafka.declared import Topic, declared
from deploy.kafka.plan import Change, plan, refused
from moisess import acls
from moisess.addresses import AddressUnknown, kafka_cluster
from moisess.as_json import print_json
from moisess.faults import said_plainly
from shared.french.typography import plural
from shared.kafka.cluster import Cluster

KINDS = {"create": "à créer", "partitions": "partitions", "setting": "réglage"}

app = App(name="topics", help="Compare les topics d’un courtier Kafka à leur déclaration (deploy/kafka/topics.toml).")
app.command(acls.app)
app.command(acls.set_users, name="users")


@app.command(name="plan")
def show_plan(*, json: bool = False, bootstrap_servers: str | None = None) -> None:
    """Montre ce qui diffère, sans rien changer.

    Parameters
    ----------
    json
        Écrit un document JSON, pour les programmes.
    bootstrap_servers
        Adresse du courtier ; par défaut KAFKA_BOOTSTRAP_SERVERS, sinon la pile locale.
    """
    with said_plainly(TopicsRefused, AddressUnknown):
        changes = asyncio.run(_plan(kafka_cluster(bootstrap_servers), declared()))
    if json:
        print_json(changes)
    else:
        _show(changes, allow_data_loss=False)


@app.command(name="apply")
def apply_plan(*, bootstrap_servers: str | None = None, yes: bool = False, allow_data_loss: bool = False) -> None:
    """Montre ce qui diffère, demande l’accord, puis met le courtier à jour.

    Parameters
    ----------
    bootstrap_servers
        Adresse du courtier ; par défaut KAFKA_BOOTSTRAP_SERVERS, sinon la pile locale.
    yes
        Ne demande pas l’accord.
    allow_data_loss
        Accepte qu’une durée de conservation raccourcie supprime des enregistrements.
    """
    topics = declared()
    with said_plainly(TopicsRefused, AddressUnknown):
        cluster = kafka_cluster(bootstrap_servers)
        changes = asyncio.run(_plan(cluster, topics))
        _show(changes, allow_data_loss=allow_data_loss)
        if refused(changes, allow_data_loss=allow_data_loss):
            raise TopicsRefused(
                "Rien n’a été changé : les différences marquées « refusé » ne peuvent pas être appliquées."
            )
        if not changes:
            return
        if not (yes or _agreed()):
            raise TopicsRefused("Rien n’a été changé.")
        asyncio.run(_apply(cluster, topics, changes))
    Console().print(f"Appliqué : {plural(len(changes), 'différence')}.", highlight=False)


@app.command
def check(*, bootstrap_servers: str | None = None) -> None:
    """Vérifie que rien ne diffère ; le code de sortie est 1 sinon.

    Parameters
    ----------
    bootstrap_servers
        Adresse du courtier ; par défaut KAFKA_BOOTSTRAP_SERVERS, sinon la pile locale.
    """
    with said_plainly(TopicsRefused, AddressUnknown):
        changes = asyncio.run(_plan(kafka_cluster(bootstrap_servers), declared()))
    _show(changes, allow_data_loss=False)
    if changes:
        raise SystemExit(1)


async def _plan(cluster: Cluster, topics: Sequence[Topic]) -> tuple[Change, ...]:
    async with administration(cluster) as admin:
        return plan(topics, await existing_topics(admin))


async def _apply(cluster: Cluster, topics: Sequence[Topic], changes: Sequence[Change]) -> None:
    async with administration(cluster) as admin:
        await apply(admin, topics, changes)


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise TopicsRefused("Rien n’a été changé : donnez votre accord avec --yes, faute de terminal pour le demander.")
    return Confirm.ask("Appliquer ?", default=False)


def _show(changes: Sequence[Change], *, allow_data_loss: bool) -> None:
    if not changes:
        Console().print("Les topics sont conformes à leur déclaration.")
        return
    dangerous = refused(changes, allow_data_loss=allow_data_loss)
    table = Table(title="Différences", title_justify="left")
    for heading in ("topic", "différence", "avant", "après", ""):
        table.add_column(heading, overflow="fold")
    for change in changes:
        kind = KINDS[change.kind] if change.kind != "setting" else change.what
        verdict = f"[red]refusé[/red] : {change.refusal}" if change in dangerous else "[green]sûr[/green]"
        table.add_row(change.topic, kind, change.before or "–", change.after or "(défaut)", verdict)
    Console().print(table, highlight=False)
