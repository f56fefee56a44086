"""Use case: find out who is asking, from an access key or from the token of a session."""

from datetime import datetime

from shared.errors import NotSignedIn
from shared.identity.caller import Caller, caller_of
from shared.identity.keys import matches, parse_key
from shared.identity.recent import Recent
from shared.identity.session import SessionRefused, key_id_of, read


async def caller_of_key(recent: Recent, text: str, *, now: datetime) -> tuple[Caller, bool]:
    """Return who holds a key, and whether it opens what changes something.

    Raises ``NotSignedIn`` without saying which part was wrong.
    """
    parsed = parse_key(text)
    account = await recent.account_with_key(parsed[0]) if parsed else None
    key = account.keys[parsed[0]] if parsed and account else None
    if not (parsed and account and key) or not matches(parsed[1], bytes.fromhex(key.secret_sha256)):
        raise _key_unknown()
    if key.expires_at is not None and key.expires_at <= now:
        raise _key_unknown()
    return caller_of(account.account_id, account.roles, key_id=parsed[0]), key.scope == "write"


async def caller_of_session(recent: Recent, token: str, *, issuer: str, now: datetime) -> Caller:
    """Return who is signed in; raises ``SessionRefused``, also for one that was ended or whose account is gone."""
    public_key = await recent.session_key(key_id_of(token))
    if public_key is None:
        raise SessionRefused("signed by nobody whom we know")
    session = read(token, public_key=public_key, issuer=issuer, now=now)
    account = await recent.account(session.account_id)
    if account is None:
        raise SessionRefused("of an account that is not there")
    revoked = account.valid_after is not None and session.signed_in_at < account.valid_after
    if revoked or session.session_id in account.ended_sessions:
        raise SessionRefused("ended before its time")
    return caller_of(account.account_id, account.roles, session=session)


def _key_unknown() -> NotSignedIn:
    return NotSignedIn(
        "Cette clé d’accès n’est pas connue ou n’est plus valable : vérifiez qu’elle est copiée en entier, "
        "de « moisess_ » au dernier caractère, ou demandez-en une nouvelle à votre chambre régionale."
    )
