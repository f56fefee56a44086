"""Use case: give an account a role, or take it away; each is a line of a log that nobody can rewrite."""

from uuid import UUID

from services.submission.accounts.errors import RoleUnchanged
from services.submission.accounts.rules import GrantedRole
from services.submission.accounts.store.roles import delete_role, find_role, insert_role
from services.submission.accounts.telling import tell_account
from shared.geography.regions import region
from shared.identity.caller import ROLE_NAMES
from shared.postgres.database import Tx


async def grant(
    tx: Tx, account_id: UUID, role: GrantedRole, *, region_code: str | None = None, by: UUID | None = None
) -> None:
    """Give a role; ``by`` is who does, None on the machine. Raises ``RoleUnchanged``."""
    if (role == "moderator") != (region_code is not None):
        raise ValueError("a moderator, and nobody else, has a region")
    if not await insert_role(tx, account_id, role, region_code, by=by):
        _, held = await find_role(tx, account_id, role)
        if held == region_code:
            raise RoleUnchanged(f"Ce compte a déjà le rôle « {ROLE_NAMES[role]} ».")
        place = region(held or "")
        raise RoleUnchanged(
            f"Ce compte est déjà celui de la chambre de la région {place.name if place else held} : retirez-lui "
            "d’abord ce rôle."
        )
    await tell_account(tx, account_id)


async def withdraw(tx: Tx, account_id: UUID, role: GrantedRole, *, by: UUID | None = None) -> None:
    """Take a role away; raises ``RoleUnchanged`` where the account has it not."""
    if not await delete_role(tx, account_id, role, by=by):
        raise RoleUnchanged(f"Ce compte n’a pas le rôle « {ROLE_NAMES[role]} ».")
    await tell_account(tx, account_id)
