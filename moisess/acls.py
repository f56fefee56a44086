"""``moisess topics acls`` and ``users``: who may sign in at a broker, and what each may do there."""

import asyncio
from pathlib import Path

from aiokafka.errors import KafkaError
from cyclopts import App
from rich.console import Console
from rich.table import Table

from deploy.kafka.acls import Differences, Grant, Pattern, compare, grants, users
from deploy.kafka.administration import TopicsRefused, administration
from deploy.kafka.authorizer import bring_grants_up_to_date, existing_grants
from deploy.kafka.declared import declared, declared_partners
from deploy.kafka.scram import set_passwords
from moisess.addresses import AddressUnknown, kafka_cluster
from moisess.faults import said_plainly
from shared.french.typography import plural
from shared.kafka.cluster import Cluster

app = App(name="acls", help="Compare les droits qu’un courtier accorde à ceux qui découlent de topics.toml.")


@app.command(name="plan")
def show_plan(*, bootstrap_servers: str | None = None) -> None:
    """Montre ce qui diffère, sans rien changer ; le code de sortie est 1 si quelque chose diffère.

    Parameters
    ----------
    bootstrap_servers
        Adresse du courtier ; par défaut KAFKA_BOOTSTRAP_SERVERS, sinon la pile locale.
    """
    with said_plainly(TopicsRefused, AddressUnknown):
        differences = asyncio.run(_plan(kafka_cluster(bootstrap_servers)))
    _show(differences)
    if differences:
        raise SystemExit(1)


@app.command(name="apply")
def apply_plan(*, bootstrap_servers: str | None = None) -> None:
    """Accorde ce qui est déclaré, et retire ce qui est accordé sans l’être.

    Parameters
    ----------
    bootstrap_servers
        Adresse du courtier ; par défaut KAFKA_BOOTSTRAP_SERVERS, sinon la pile locale.
    """
    with said_plainly(TopicsRefused, AddressUnknown):
        differences = asyncio.run(_apply(kafka_cluster(bootstrap_servers)))
    _show(differences)
    if differences:
        count = len(differences.missing) + len(differences.excess)
        Console().print(f"Appliqué : {plural(count, 'différence')}.", highlight=False)


def set_users(folder: Path, /, *, bootstrap_servers: str | None = None) -> None:
    """Donne leur mot de passe (SCRAM-SHA-512) aux utilisateurs des services et des partenaires, et crée qui manque.

    Parameters
    ----------
    folder
        Dossier où chaque fichier porte le nom d’un utilisateur et contient son mot de passe.
    bootstrap_servers
        Adresse du courtier ; par défaut KAFKA_BOOTSTRAP_SERVERS, sinon la pile locale.
    """
    with said_plainly(TopicsRefused, AddressUnknown):
        passwords = _passwords(folder)
        asyncio.run(_set(kafka_cluster(bootstrap_servers), passwords))
    print(f"Mots de passe donnés : {', '.join(sorted(passwords))}.")


async def _plan(cluster: Cluster) -> Differences:
    async with administration(cluster) as admin:
        return compare(_declared(), await existing_grants(admin))


async def _apply(cluster: Cluster) -> Differences:
    async with administration(cluster) as admin:
        return await bring_grants_up_to_date(admin, _declared())


async def _set(cluster: Cluster, passwords: dict[str, str]) -> None:
    try:
        async with administration(cluster) as admin:
            await set_passwords(admin, passwords)
    except KafkaError as error:
        raise TopicsRefused(f"Kafka ne répond pas comme attendu : {type(error).__name__}.") from error


def _declared() -> frozenset[Grant]:
    return grants(declared(), declared_partners())


def _passwords(folder: Path) -> dict[str, str]:
    if not folder.is_dir():
        raise TopicsRefused(
            f"{folder} n’est pas un dossier : donnez celui où chaque fichier porte un nom d’utilisateur."
        )
    known = users(declared(), declared_partners())
    passwords = {file.name: file.read_text(encoding="utf-8").strip() for file in folder.iterdir() if file.is_file()}
    if strangers := sorted(passwords.keys() - set(known)):
        raise TopicsRefused(
            f"Aucun droit n’est déclaré pour {', '.join(strangers)}. Les utilisateurs sont : {', '.join(known)} ; "
            "un partenaire se déclare dans deploy/kafka/topics.toml."
        )
    if empty := sorted(user for user, password in passwords.items() if not password):
        raise TopicsRefused(f"Le fichier de {', '.join(empty)} est vide : écrivez-y le mot de passe.")
    if not passwords:
        raise TopicsRefused(f"Le dossier {folder} ne contient aucun fichier.")
    return passwords


def _show(differences: Differences) -> None:
    if not differences:
        Console().print("Les droits sont conformes à la déclaration.")
        return
    table = Table(title="Différences", title_justify="left")
    for heading in ("", "utilisateur", "peut", "sur"):
        table.add_column(heading, overflow="fold")
    for sign, color, found in (("à accorder", "green", differences.missing), ("à retirer", "red", differences.excess)):
        for grant in found:
            begins = "…" if grant.pattern is Pattern.PREFIXED else ""
            where = f"{grant.type.name.lower()} {grant.name}{begins}"
            table.add_row(f"[{color}]{sign}[/{color}]", grant.user, grant.operation.name.lower(), where)
    Console().print(table, highlight=False)
