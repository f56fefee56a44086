"""``moisess accounts export`` and ``erase``: for a person who asks an operator, and after a restore."""

import sys
from typing import Annotated
from uuid import UUID

import msgspec
from cyclopts import Parameter

from moisess.addresses import AddressUnknown
from moisess.faults import said_plainly
from moisess.in_database import DatabaseUnfit, in_database
from services.submission.accounts.create import get_account_of
from services.submission.accounts.errors import AccountUnknown
from services.submission.personal_data.erase import erase_person
from services.submission.personal_data.export import export_person
from shared.clock import at_present
from shared.identity.caller import Caller
from shared.observability.logging import configure_logging
from shared.observability.security_events import log_security
from shared.postgres.database import Tx


class NotConfirmed(Exception):
    """What cannot be undone is not done by a slip; the message is French."""


FAULTS = (NotConfirmed, AccountUnknown, AddressUnknown, DatabaseUnfit)
Whom = Annotated[str, Parameter(help="Adresse électronique de la personne, ou identifiant du compte.")]


def export(whom: Whom, /) -> None:
    """Affiche en JSON tout ce qui est gardé d’une personne, pour le lui remettre."""

    async def work(tx: Tx) -> bytes:
        document = await export_person(tx, await _caller(tx, whom))
        return msgspec.json.format(msgspec.json.encode(document))

    with said_plainly(*FAULTS):
        text = in_database("submission", work)
    print(text.decode())


def erase(whom: Whom, /, *, yes: bool = False, withdraw: bool = False) -> None:
    """Efface une personne de tous nos stockages, pour toujours ; l’effet est immédiat dans les quatre services.

    Parameters
    ----------
    yes
        Confirme : sans cette option, rien n’est effacé.
    withdraw
        Retire aussi les manifestations dont elle s’occupe seule ; sinon la chambre de leur région les reprend.
    """

    async def work(tx: Tx) -> str:
        caller = await _caller(tx, whom)
        await erase_person(tx, caller, take_back=withdraw, now=at_present())
        return caller.account_id

    with said_plainly(*FAULTS):
        if not yes:
            raise NotConfirmed(f"L’effacement de {whom} est définitif : ajoutez --yes pour le confirmer.")
        account_id = in_database("submission", work)
    # Beside the services' lines; standard output belongs to what was asked for.
    configure_logging("submission", "INFO", stream=sys.stderr)
    log_security("account_erased", account=account_id)
    print(f"Le compte {account_id} est effacé.")


async def _caller(tx: Tx, whom: str) -> Caller:
    account_id = whom if _is_identifier(whom) else str((await get_account_of(tx, whom)).account_id)
    return Caller(account_id=account_id, role="organiser", region_code=None, name="")


def _is_identifier(whom: str) -> bool:
    try:
        UUID(whom)
    except ValueError:
        return False
    return True
