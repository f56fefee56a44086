"""Use case: show an account to whoever holds it, and whom to ask for more."""

from dataclasses import dataclass
from uuid import UUID

from services.submission.accounts.errors import AccountUnknown
from services.submission.accounts.rules import Account
from services.submission.accounts.store.accounts import find_account
from shared.editions.rules import NATIONAL_TEAM, chamber_of, contact_of
from shared.editions.store import find_present
from shared.geography.regions import region as find_region
from shared.identity.caller import Caller
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsible:
    """Who opens accesses in a region, and how one writes to them."""

    region: str
    name: str
    contact: str | None


async def look_up_responsible(tx: Tx, region_code: str) -> Responsible | None:
    """Return who is in charge of a region in the present edition; None where there is no such region."""
    region = find_region(region_code)
    if region is None:
        return None
    edition = await find_present(tx)
    if edition is None:
        return Responsible(region=region.name, name=NATIONAL_TEAM, contact=None)
    name, contact = chamber_of(edition, region_code), contact_of(edition, region_code)
    return Responsible(region=region.name, name=name, contact=contact)


async def look_up_account(tx: Tx, caller: Caller) -> Account:
    """Return the caller's account; raises ``AccountUnknown`` where it has just been erased."""
    account = await find_account(tx, UUID(caller.account_id))
    if account is None:
        raise AccountUnknown("Ce compte n’existe plus.")
    return account
