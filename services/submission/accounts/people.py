"""Use case: who moderates a region, and how people are called."""

from collections.abc import Collection
from uuid import UUID

from services.submission.accounts.store.accounts import find_account
from services.submission.accounts.teams.rules import Member
from services.submission.accounts.teams.store import list_moderators, list_names
from shared.postgres.database import Tx


async def moderators_of(tx: Tx, region_code: str) -> list[Member]:
    """List those who moderate a region, who came first first."""
    return await list_moderators(tx, region_code)


async def names_of(tx: Tx, account_ids: Collection[str]) -> dict[str, str]:
    """Return how accounts are called, those without a name left out; never their address."""
    return await list_names(tx, [UUID(account_id) for account_id in account_ids])


async def shown_of(tx: Tx, account_id: UUID) -> str:
    """Return how somebody is called by those they write to: by their address where they have no name."""
    account = await find_account(tx, account_id)
    return account.shown if account else ""
