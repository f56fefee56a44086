"""``moisess accounts``: who may do what, in submission's database, which all services hear of."""

import os
import sys
from typing import Annotated, Any

from cyclopts import App, Parameter
from rich.console import Console
from rich.table import Table

from moisess.addresses import AddressUnknown
from moisess.faults import said_plainly
from moisess.in_database import DatabaseUnfit, in_database
from moisess.personal_data import erase, export
from services.submission.accounts.create import account_of, get_account_of
from services.submission.accounts.errors import AccountUnknown, RoleUnchanged
from services.submission.accounts.grant import grant as grant_role
from services.submission.accounts.grant import withdraw as withdraw_role
from services.submission.accounts.links import draw_link
from services.submission.accounts.rules import GrantedRole, link_address
from services.submission.accounts.signing_keys import replace_keys
from services.submission.accounts.store.roles import list_grants, list_holders
from shared.clock import at_present
from shared.email_address import is_email_address
from shared.french.dates import day
from shared.geography.regions import region as find_region
from shared.identity.caller import ROLE_NAMES
from shared.observability.logging import configure_logging
from shared.observability.security_events import SecurityEvent, log_security
from shared.postgres.database import Tx
from shared.settings import ServiceSettings

app = App(name="accounts", help="Comptes : rôles, journal des rôles, lien de connexion, données d’une personne.")
app.command(export)
app.command(erase)
ACTS = {"granted": "donné", "withdrawn": "retiré"}


class AccountRefused(Exception):
    """What was asked cannot be done; the message is French."""


FAULTS = (AccountRefused, AccountUnknown, RoleUnchanged, AddressUnknown, DatabaseUnfit)
Address = Annotated[str, Parameter(help="Adresse électronique de la personne.")]


@app.command
def grant(role: GrantedRole, address: Address, /, *, region: str | None = None) -> None:
    """Donne un rôle à une personne ; son compte est créé si elle n’en a pas encore.

    Parameters
    ----------
    role
        « national » est l’équipe nationale, « moderator » la chambre d’une région, « service » un programme.
    region
        Code INSEE de la région, pour le rôle « moderator » seulement.
    """

    async def work(tx: Tx) -> str:
        account = await account_of(tx, address)
        await grant_role(tx, account.account_id, role, region_code=region)
        return str(account.account_id)

    with said_plainly(*FAULTS):
        _check(address, role, region)
        account_id = in_database("submission", work)
    _log("role_granted", account=account_id, role=role, region=region)
    print(f"{address} a le rôle « {ROLE_NAMES[role]} ».")


@app.command
def withdraw(role: GrantedRole, address: Address, /) -> None:
    """Retire un rôle à une personne ; l’effet est immédiat dans les quatre services.

    Parameters
    ----------
    role
        Le rôle à retirer.
    """

    async def work(tx: Tx) -> str:
        account = await get_account_of(tx, address)
        await withdraw_role(tx, account.account_id, role)
        return str(account.account_id)

    with said_plainly(*FAULTS):
        account_id = in_database("submission", work)
    _log("role_withdrawn", account=account_id, role=role)
    print(f"{address} n’a plus le rôle « {ROLE_NAMES[role]} ».")


@app.command(name="list")
def show() -> None:
    """Affiche qui a un rôle, et si les courriels lui parviennent."""
    with said_plainly(*FAULTS):
        holders = in_database("submission", list_holders)
    table = Table()
    for heading in ("compte", "rôle", "région", "courriels"):
        table.add_column(heading, overflow="fold")
    for shown, role, region_code, bounces in holders:
        table.add_row(shown, _role_name(role), region_code or "–", "refusés" if bounces else "")
    Console().print(table, highlight=False)


@app.command
def log(*, limit: int = 50) -> None:
    """Affiche le journal des rôles, le plus récent d’abord.

    Parameters
    ----------
    limit
        Nombre de lignes.
    """
    with said_plainly(*FAULTS):
        grants = in_database("submission", lambda tx: list_grants(tx, limit=limit))
    table = Table()
    for heading in ("date", "compte", "rôle", "région", "", "par"):
        table.add_column(heading, overflow="fold")
    for each in grants:
        by = each.given_by or "cette commande"
        table.add_row(
            day(each.given_at), each.shown, _role_name(each.role), each.region_code or "–", ACTS[each.act], by
        )
    Console().print(table, highlight=False)


@app.command
def link(address: Address, /) -> None:
    """Affiche un lien qui connecte cette personne, une fois, pendant 20 minutes : à défaut de courriel."""
    with said_plainly(*FAULTS):
        _check_address(address)
        token = in_database("submission", lambda tx: draw_link(tx, email=address))
    _log("sign_in_asked", way="command")
    base = os.environ.get("SUBMISSION_URL", str(ServiceSettings.model_fields["submission_url"].default))
    print(link_address(base, token))


@app.command(name="sign-everybody-out")
def sign_everybody_out(*, yes: bool = False) -> None:
    """Remplace les clés qui signent les sessions : chacun doit se reconnecter. Pour le jour où l’une a été volée.

    Parameters
    ----------
    yes
        Le fait ; sans cette option, la commande dit seulement ce qu’elle ferait.
    """
    if not yes:
        print("Rien n’a été fait : ajoutez --yes, et toutes les personnes connectées devront se reconnecter.")
        return
    with said_plainly(*FAULTS):
        in_database("submission", lambda tx: replace_keys(tx, at_present()))
    _log("session_ended", why="keys_replaced")
    print("Les clés de session sont remplacées : les services l’apprennent en quelques secondes, trente au plus.")


def _check(address: str, role: GrantedRole, region: str | None) -> None:
    _check_address(address)
    if (role == "moderator") != (region is not None):
        raise AccountRefused("Indiquez --region avec le rôle « moderator », et seulement avec lui.")
    if region is not None and find_region(region) is None:
        raise AccountRefused(f"« {region} » n’est le code INSEE d’aucune région ; celui de la Bretagne est 53.")


def _check_address(address: str) -> None:
    if not is_email_address(address):
        raise AccountRefused(
            f"« {address} » n’est pas une adresse électronique : écrivez par exemple contact@exemple.fr."
        )


def _log(event: SecurityEvent, **facts: Any) -> None:
    # Beside the services' lines; standard output belongs to what was asked for.
    configure_logging("submission", "INFO", stream=sys.stderr)
    log_security(event, **facts)


def _role_name(role: str) -> str:
    return next((name for known, name in ROLE_NAMES.items() if known == role), role)
