"""People who have an account in submission and are signed in, as their browser shows it."""

from dataclasses import dataclass
from uuid import UUID

from services.submission.accounts.create import account_of
from services.submission.accounts.grant import grant
from services.submission.accounts.sessions import begin_session
from services.submission.accounts.store.accounts import find_account, save_name
from shared.postgres.database import Database
from tests.support.people import COOKIE, ISSUER


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A person and their browser."""

    account_id: UUID
    headers: dict[str, str]
    """Of a form sent from a page of ours."""


async def signed_in(database: Database, email: str, *, name: str = "", region: str | None = None) -> SignedIn:
    """Make an account, with a region a moderator's, and sign it in."""
    async with database.transaction() as tx:
        account_id = (await account_of(tx, email)).account_id
        if name:
            await save_name(tx, account_id, name)
        if region:
            await grant(tx, account_id, "moderator", region_code=region)
        account = await find_account(tx, account_id)
        assert account
        token = await begin_session(tx, account, issuer=ISSUER)
    headers = {"Cookie": f"{COOKIE}={token}", "Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
    return SignedIn(account_id=account_id, headers=headers)
