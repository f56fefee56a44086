"""``moisess keys``: the access keys of one service, in its own database."""

import sys
from typing import Any

from cyclopts import App
from rich.console import Console
from rich.table import Table

from moisess.addresses import AddressUnknown
from moisess.faults import said_plainly
from moisess.in_database import DatabaseUnfit, in_database
from moisess.serve import Service
from shared.geography.regions import region as find_region
from shared.identity.caller import ROLE_NAMES, Role
from shared.identity.issue_key import issue_key
from shared.identity.keys import parse_key
from shared.identity.store import list_keys, revoke_key
from shared.observability.logging import configure_logging
from shared.observability.security_events import SecurityEvent, log_security

app = App(name="keys", help="Crée, liste et révoque les clés d’accès d’un service.")


class KeyRefused(Exception):
    """What was asked cannot be done; the message is French."""


@app.command
def create(*, service: Service, role: Role, name: str, region: str | None = None) -> None:
    """Crée une clé et l’affiche, une seule fois : seule son empreinte est gardée.

    Parameters
    ----------
    service
        Le service dont la base reçoit la clé.
    role
        « organiser » inscrit et suit ses manifestations, « moderator » est la chambre d’une région.
    name
        À qui la clé est remise, par exemple « CRESS Bretagne » ; jamais le nom d’une personne.
    region
        Code INSEE de la région, pour le rôle « moderator » seulement.
    """
    with said_plainly(KeyRefused, AddressUnknown, DatabaseUnfit):
        if (role == "moderator") != (region is not None):
            raise KeyRefused("Indiquez --region avec le rôle « moderator », et seulement avec lui.")
        if region is not None and find_region(region) is None:
            raise KeyRefused(f"« {region} » n’est le code INSEE d’aucune région ; celui de la Bretagne est 53.")
        text = in_database(service, lambda tx: issue_key(tx, role=role, name=name, region_code=region))
    key = parse_key(text)
    _log(service, "key_issued", account=key and key[0], role=role, region=region)
    print(text)


@app.command(name="list")
def show(*, service: Service) -> None:
    """Affiche les clés d’un service, sans rien qui permette de s’en servir.

    Parameters
    ----------
    service
        Le service dont la base est lue.
    """
    with said_plainly(KeyRefused, AddressUnknown, DatabaseUnfit):
        rows = in_database(service, list_keys)
    table = Table()
    for heading in ("clé", "rôle", "région", "remise à", "état"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        state = "révoquée" if row.revoked else "active"
        table.add_row(row.key_id, _role_name(row.role), row.region_code or "–", row.name, state)
    Console().print(table, highlight=False)


@app.command
def revoke(key_id: str, /, *, service: Service) -> None:
    """Révoque une clé et ferme les sessions ouvertes avec elle.

    Parameters
    ----------
    key_id
        Les huit caractères qui suivent « moisess_ ».
    service
        Le service dont la base tient la clé.
    """
    with said_plainly(KeyRefused, AddressUnknown, DatabaseUnfit):
        if not in_database(service, lambda tx: revoke_key(tx, key_id)):
            raise KeyRefused(f"Aucune clé active « {key_id} » : « moisess keys list » montre celles qui existent.")
    _log(service, "key_revoked", account=key_id)
    print(f"La clé {key_id} est révoquée.")


def _log(service: Service, event: SecurityEvent, **facts: Any) -> None:
    # Beside the services' lines; standard output belongs to what was asked for.
    configure_logging(service, "INFO", stream=sys.stderr)
    log_security(event, **facts)


def _role_name(role: str) -> str:
    return next((name for known, name in ROLE_NAMES.items() if known == role), role)
