"""Use case: an account for an address, or for a program."""

from uuid import UUID, uuid4

from services.submission.accounts.errors import AccountUnknown
from services.submission.accounts.rules import Account
from services.submission.accounts.store.accounts import find_account_by_email, insert_account
from services.submission.accounts.telling import tell_account
from shared.postgres.database import Tx


async def account_of(tx: Tx, email: str) -> Account:
    """Return the account of an address, with nothing in it where nobody had it; the address is good by its form."""
    account_id = uuid4()
    if await insert_account(tx, account_id, email=email, name=""):
        await tell_account(tx, account_id)
    return await get_account_of(tx, email)


async def get_account_of(tx: Tx, email: str) -> Account:
    """Return the account of an address; raises ``AccountUnknown``."""
    found = await find_account_by_email(tx, email)
    if found is None:
        raise AccountUnknown(
            f"Personne n’a de compte à l’adresse {email} : vérifiez-la, ou invitez la personne à se connecter d’abord."
        )
    return found


async def create_program(tx: Tx, name: str) -> UUID:
    """Make an account for a program, which asks by keys and never signs in; nothing is granted to it."""
    account_id = uuid4()
    await insert_account(tx, account_id, email=None, name=name)
    await tell_account(tx, account_id)
    return account_id
