"""Use case: the programs that ask by keys, and which nobody signs in as; the national team looks after them."""

from uuid import UUID

from services.submission.accounts.create import create_program
from services.submission.accounts.errors import AccountUnknown
from services.submission.accounts.grant import grant
from services.submission.accounts.rules import Account
from services.submission.accounts.store.accounts import list_programs
from shared.postgres.database import Tx


async def programs(tx: Tx) -> list[Account]:
    """List them by name."""
    return await list_programs(tx)


async def program(tx: Tx, account_id: UUID) -> Account:
    """Return one; raises ``AccountUnknown``, also where the account is a person's."""
    found = next((each for each in await list_programs(tx) if each.account_id == account_id), None)
    if found is None:
        raise AccountUnknown("Aucun programme n’a cet identifiant : la liste des programmes montre ceux qui existent.")
    return found


async def add_program(tx: Tx, name: str, *, by: UUID | None = None) -> UUID:
    """Make an account for a program, which works for every region; ``by`` is who does, None on the machine."""
    account_id = await create_program(tx, name)
    await grant(tx, account_id, "service", by=by)
    return account_id
