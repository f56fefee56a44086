"""``moisess groups``: how far behind consumer groups are, and how one is moved."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar, get_args

import asyncpg
from aiokafka.errors import KafkaError
from cyclopts import App

from deploy.kafka.administration import TopicsRefused
from moisess.addresses import AddressUnknown, database_address, kafka_cluster
from moisess.as_json import print_json
from moisess.faults import said_plainly
from moisess.groups.described import described
from moisess.groups.lag import GroupRefused, lags
from moisess.groups.reset import Goal, reset
from moisess.groups.screen import show_lags, show_moves
from moisess.moments import MomentUnclear, moment
from shared.errors import Unavailable
from shared.http.site import ServiceName
from shared.kafka.cluster import Cluster

T = TypeVar("T")

REFUSALS = (GroupRefused, TopicsRefused, AddressUnknown, MomentUnclear)

app = App(name="groups", help="Groupes de consommateurs : retard, remise à une position.")


@app.command
def lag(
    *,
    group: str | None = None,
    fail_over: int | None = None,
    json: bool = False,
    bootstrap_servers: str | None = None,
) -> None:
    """Montre le retard de chaque groupe, partition par partition, et qui la lit.

    Parameters
    ----------
    group
        Seulement ce groupe.
    fail_over
        Code de sortie 1 si le retard d’un groupe dépasse ce nombre d’enregistrements.
    json
        Écrit un document JSON, pour les programmes.
    bootstrap_servers
        Adresse du courtier ; par défaut KAFKA_BOOTSTRAP_SERVERS, sinon la pile locale.
    """
    with said_plainly(*REFUSALS):
        cluster = kafka_cluster(bootstrap_servers)
        found = _answered(cluster, lags(cluster, group=group))
    if json:
        print_json([described(each) for each in found])
    else:
        show_lags(found)
    with said_plainly(GroupRefused):
        late = [each for each in found if fail_over is not None and each.lag > fail_over]
        if late:
            named = ", ".join(f"{each.group} ({each.lag})" for each in late)
            raise GroupRefused(f"Retard de plus de {fail_over} enregistrement(s) : {named}.")


@app.command(name="reset")
def reset_group(
    group: str,
    /,
    *,
    topic: str,
    to_earliest: bool = False,
    to_latest: bool = False,
    to_datetime: str | None = None,
    shift: int | None = None,
    yes: bool = False,
    bootstrap_servers: str | None = None,
) -> None:
    """Change la position d’un groupe arrêté sur un topic ; montre de et vers où, partition par partition.

    La position est celle que tient la base du service (<SERVICE>_DATABASE_URL) ; celle du courtier la suit.

    Parameters
    ----------
    group
        Le groupe ; il ne doit avoir aucun membre actif.
    topic
        Le topic sur lequel sa position change.
    to_earliest
        Au plus ancien enregistrement.
    to_latest
        Après le dernier enregistrement : tout ce qui attend ne sera jamais lu.
    to_datetime
        Au premier enregistrement depuis ce moment (ISO 8601).
    shift
        De tant d’enregistrements, en avant ou en arrière (nombre négatif).
    yes
        Le fait ; sans cette option, la commande montre seulement ce qu’elle ferait.
    bootstrap_servers
        Adresse du courtier ; par défaut KAFKA_BOOTSTRAP_SERVERS, sinon la pile locale.
    """
    with said_plainly(*REFUSALS):
        goal = Goal(
            edge="earliest" if to_earliest else "latest" if to_latest else None,
            moment=moment(to_datetime) if to_datetime else None,
            shift=shift,
        )
        if goal.ways != 1 or (to_earliest and to_latest):
            raise GroupRefused(
                "Donnez exactement une de ces options : --to-earliest, --to-latest, --to-datetime, --shift."
            )
        cluster, database = kafka_cluster(bootstrap_servers), database_address(_service_of(group))
        moves = _answered(cluster, reset(cluster, database, group=group, topic=topic, goal=goal, commit=yes))
    show_moves(group, moves)
    print("Fait." if yes else "Rien n’a été fait : c’est un essai. Ajoutez --yes pour le faire.")


def _service_of(group: str) -> str:
    service = group.split(".", maxsplit=1)[0]
    if service not in get_args(ServiceName):
        raise GroupRefused(
            f"« {group} » n’est le groupe d’aucun service : leurs noms commencent par celui du service, par exemple "
            "« programme.decisions »."
        )
    return service


def _answered(cluster: Cluster, work: Coroutine[Any, Any, T]) -> T:
    try:
        return asyncio.run(work)
    except (asyncpg.PostgresError, Unavailable) as error:
        raise GroupRefused(f"La base du service ne répond pas comme attendu : {type(error).__name__}.") from error
    except (KafkaError, OSError, TimeoutError) as error:
        raise GroupRefused(
            f"Le courtier {cluster.bootstrap_servers} ne répond pas comme attendu : {type(error).__name__}."
        ) from error
