"""``moisess keys``: the access keys of programs, each valid in all four services."""

import sys
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from cyclopts import App
from rich.console import Console
from rich.table import Table

from moisess.addresses import AddressUnknown
from moisess.faults import said_plainly
from moisess.in_database import DatabaseUnfit, in_database
from services.submission.accounts.create import account_of
from services.submission.accounts.errors import KeyUnknown, TooManyKeys
from services.submission.accounts.keys import OVERLAP_HOURS, issue_key, revoke_key, rotate_key
from services.submission.accounts.programs import add_program
from services.submission.accounts.rules import AccessKey, end_of
from services.submission.accounts.store.keys import list_keys
from shared.clock import at_present
from shared.contracts.submission import KeyScope
from shared.email_address import is_email_address
from shared.french.dates import day
from shared.geography.time_zones import PARIS
from shared.identity.keys import parse_key
from shared.observability.logging import configure_logging
from shared.observability.security_events import SecurityEvent, log_security
from shared.postgres.database import Tx

app = App(name="keys", help="Crée, liste, remplace et révoque les clés d’accès.")


class KeyRefused(Exception):
    """What was asked cannot be done; the message is French."""


FAULTS = (KeyRefused, KeyUnknown, TooManyKeys, AddressUnknown, DatabaseUnfit)


@app.command
def create(
    *,
    name: str,
    account: str | None = None,
    program: str | None = None,
    scope: KeyScope = "write",
    until: date | None = None,
) -> None:
    """Crée une clé et l’affiche, une seule fois : seule son empreinte est gardée.

    Parameters
    ----------
    name
        À quoi la clé sert, par exemple « Agenda de la ville ».
    account
        Adresse électronique de la personne à qui elle est remise ; la clé peut ce que peut son compte.
    program
        Au lieu d’une personne : le programme qui s’en sert. Il reçoit un compte avec le rôle « service ».
    scope
        « read » ouvre ce qui ne change rien, « write » le reste aussi.
    until
        Dernier jour où la clé sert, par exemple 2027-08-31 ; sans date, elle sert jusqu’à ce qu’on la révoque.
    """
    with said_plainly(*FAULTS):
        _check(account, program)
        ends = end_of(until) if until else None
        if ends is not None and ends <= at_present():
            raise KeyRefused(f"--until {until} est passé : donnez une date à venir.")

        async def work(tx: Tx) -> tuple[UUID, str]:
            account_id = await _account(tx, account, program)
            return account_id, await issue_key(tx, account_id, name=name, scope=scope, expires_at=ends)

        account_id, text = in_database("submission", work)
    _shown_once("key_issued", text, account=str(account_id))


@app.command(name="list")
def show() -> None:
    """Affiche les clés, sans rien qui permette de s’en servir."""
    with said_plainly(*FAULTS):
        keys = in_database("submission", list_keys)
    table = Table()
    for heading in ("clé", "compte", "sert à", "peut", "jusqu’au", "dernier usage", "état"):
        table.add_column(heading, overflow="fold")
    for key in keys:
        scope = "lire et écrire" if key.scope == "write" else "lire"
        dates = (_day(key.expires_at), _day(key.last_used_at))
        table.add_row(key.key_id, key.shown, key.name, scope, *dates, _state(key))
    Console().print(table, highlight=False)


@app.command
def rotate(key_id: str, /, *, overlap_hours: int = OVERLAP_HOURS) -> None:
    """Crée une clé à la place d’une autre, qui sert encore un temps, et l’affiche une seule fois.

    Parameters
    ----------
    key_id
        Les huit caractères qui suivent « moisess_ ».
    overlap_hours
        Pendant combien d’heures l’ancienne sert encore.
    """
    with said_plainly(*FAULTS):
        if overlap_hours < 1:
            raise KeyRefused("--overlap-hours compte au moins une heure ; « moisess keys revoke » ferme tout de suite.")
        text = in_database("submission", lambda tx: rotate_key(tx, key_id, overlap_hours=overlap_hours))
    _shown_once("key_issued", text, replaces=key_id)


@app.command
def revoke(key_id: str, /) -> None:
    """Révoque une clé, dans les quatre services.

    Parameters
    ----------
    key_id
        Les huit caractères qui suivent « moisess_ ».
    """
    with said_plainly(*FAULTS):
        account_id = in_database("submission", lambda tx: revoke_key(tx, key_id))
    _log("key_revoked", account=str(account_id), key=key_id)
    print(f"La clé {key_id} est révoquée.")


def _check(account: str | None, program: str | None) -> None:
    if (account is None) == (program is None):
        raise KeyRefused("Indiquez --account, pour une personne, ou --program, pour un programme.")
    if account is not None and not is_email_address(account):
        raise KeyRefused(f"« {account} » n’est pas une adresse électronique : écrivez par exemple contact@exemple.fr.")


async def _account(tx: Tx, account: str | None, program: str | None) -> UUID:
    if account is not None:
        return (await account_of(tx, account)).account_id
    return await add_program(tx, program or "")


def _day(at: datetime | None) -> str:
    return day(at.astimezone(ZoneInfo(PARIS))) if at else "–"


def _state(key: AccessKey) -> str:
    if key.revoked_at is not None:
        return "révoquée"
    return "échue" if key.expires_at is not None and key.expires_at <= at_present() else "active"


def _shown_once(event: SecurityEvent, text: str, **facts: Any) -> None:
    parsed = parse_key(text)
    _log(event, key=parsed and parsed[0], **facts)
    print(text)


def _log(event: SecurityEvent, **facts: Any) -> None:
    # Beside the services' lines; standard output belongs to what was asked for.
    configure_logging("submission", "INFO", stream=sys.stderr)
    log_security(event, **facts)
