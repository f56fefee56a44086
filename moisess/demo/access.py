"""The people of the demonstration: their accounts, their keys and how they sign in."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from moisess.in_database import in_database
from moisess.serve import Service
from services.eligibility.structures.tie import tie
from services.submission.accounts.create import account_of
from services.submission.accounts.grant import grant
from services.submission.accounts.keys import issue_key
from shared.postgres.address import address_in
from shared.postgres.database import Tx

T = TypeVar("T")

ORGANISER = "organisatrice@exemple.fr"
MODERATOR, COLLEAGUE = "cress.bretagne@exemple.fr", "cress.bretagne.rennes@exemple.fr"
NATIONAL = "equipe.nationale@exemple.fr"
BRETAGNE = "53"


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who registers, and who decides: one key each, for all services."""

    organiser: str
    national: str
    colleague: str = ""
    """Of the chamber of Bretagne, beside the moderator whom the visitor is."""

    def header(self, service: str) -> dict[str, str]:
        """Return what a request to ``service`` carries, from whoever works there."""
        return {"Authorization": f"Bearer {self.organiser if service == 'submission' else self.national}"}


def admit_people(environment: Mapping[str, str]) -> People:
    """Make the accounts, as ``moisess accounts`` does on a server, and a key for those who use the API."""

    async def work(tx: Tx) -> tuple[People, str]:
        organiser, national = await account_of(tx, ORGANISER), await account_of(tx, NATIONAL)
        moderator, colleague = await account_of(tx, MODERATOR), await account_of(tx, COLLEAGUE)
        await grant(tx, national.account_id, "national")
        for each in (moderator, colleague):
            await grant(tx, each.account_id, "moderator", region_code=BRETAGNE)
        people = People(
            organiser=await issue_key(tx, organiser.account_id, name="Démonstration"),
            national=await issue_key(tx, national.account_id, name="Démonstration"),
            colleague=await issue_key(tx, colleague.account_id, name="Démonstration"),
        )
        return people, str(organiser.account_id)

    people, account = _in_database(environment, "submission", work)
    # A partner: one account brings the agendas of many structures, and the national team answers for it.
    _in_database(environment, "eligibility", lambda tx: tie(tx, account=account, structure_id=None, made_by="national"))
    return people


def _in_database(environment: Mapping[str, str], service: Service, work: Callable[[Tx], Awaitable[T]]) -> T:
    address = address_in(environment, f"{service.upper()}_DATABASE_URL")
    assert address is not None  # noqa: S101  a stack gives every service one
    return in_database(service, work, address=address)
