"""Use case: set how a person is called."""

from dataclasses import replace
from uuid import UUID

from services.submission.accounts.look_up import look_up_account
from services.submission.accounts.sessions import renew_session
from services.submission.accounts.store.accounts import save_name
from shared.identity.caller import Caller
from shared.identity.session import Session
from shared.postgres.database import Tx


async def rename(tx: Tx, caller: Caller, session: Session, name: str, *, issuer: str) -> str:
    """Write the name, which may be empty, and return a token that carries it; other devices learn it as theirs renews.

    It is told to nobody: other services know no names. Raises ``AccountUnknown``.
    """
    await save_name(tx, UUID(caller.account_id), name)
    account = await look_up_account(tx, caller)
    return await renew_session(tx, replace(session, name=account.shown), issuer=issuer)
