"""Use case: begin the session of a person, renew its token, end it; here alone tokens are signed."""

from uuid import UUID, uuid4

from services.submission.accounts.rules import Account
from services.submission.accounts.signing_keys import signing_key
from services.submission.accounts.store.accounts import end_all_sessions
from services.submission.accounts.store.sessions import get_moment, insert_ended_session
from services.submission.accounts.telling import tell_account
from shared.identity.session import Session, sign
from shared.postgres.database import Tx


async def begin_session(tx: Tx, account: Account, *, issuer: str, session_id: UUID | None = None) -> str:
    """Return the token of a new session; ``session_id`` was drawn by whoever keeps more of it."""
    now = await get_moment(tx)
    session = Session(
        session_id=session_id or uuid4(),
        account_id=account.account_id,
        name=account.shown,
        signed_in_at=now,
        issued_at=now,
        ends_at=now,
    )
    return await renew_session(tx, session, issuer=issuer)


async def renew_session(tx: Tx, session: Session, *, issuer: str) -> str:
    """Return a new token of a session that is still open."""
    now = await get_moment(tx)
    key = await signing_key(tx, now)
    return sign(session.renewed(now), issuer=issuer, key_id=key.key_id, private_key=key.private_key)


async def end_session(tx: Tx, session: Session) -> bool:
    """End a session before its time, everywhere; False where it had ended."""
    if not await insert_ended_session(tx, session.session_id, session.account_id, session.signed_in_at):
        return False
    await tell_account(tx, session.account_id)
    return True


async def end_every_session(tx: Tx, account_id: UUID) -> None:
    """End all sessions of an account, everywhere."""
    await end_all_sessions(tx, account_id)
    await tell_account(tx, account_id)
