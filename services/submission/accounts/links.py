"""Use case: sign in by a link that only the holder of an address can have; once, and not for long."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from services.submission.accounts.create import account_of
from services.submission.accounts.errors import LinkUnusable
from services.submission.accounts.rules import LINK_MINUTES, Account, link_address
from services.submission.accounts.sessions import begin_session
from services.submission.accounts.store.links import Link, find_link, insert_link, use_link
from services.submission.notices.post import post
from services.submission.notices.rules import letters
from shared.identity.caller import Caller, caller_of
from shared.identity.keys import digest
from shared.identity.store import find_account
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who has signed in."""

    account: Account
    caller: Caller
    token: str
    """Of the session."""
    onward: str
    """Page of ours that the person came from; empty where there was none."""


async def draw_link(tx: Tx, *, email: str, onward: str = "") -> str:
    """Return the secret of a new link, of which only a digest is kept; nobody looks whether the address is known."""
    token = secrets.token_urlsafe(32)
    await insert_link(tx, digest(token), email=email, onward=onward)
    return token


async def ask_link(tx: Tx, *, email: str, onward: str, submission_url: str) -> None:
    """Have a link mailed to an address, once this transaction is committed."""
    token = await draw_link(tx, email=email, onward=onward)
    letter = letters.sign_in(link_address(submission_url, token), minutes=LINK_MINUTES)
    cause = f"sign_in/{digest(token).hex()}"
    await post(tx, letter, to=email, kind="sign_in", cause=cause, good_for=timedelta(minutes=LINK_MINUTES))


async def look_at_link(tx: Tx, token: str) -> Link:
    """Return a link without using it; raises ``LinkUnusable``."""
    found = await find_link(tx, digest(token))
    if found is None:
        raise _unusable()
    return found


async def follow_link(tx: Tx, token: str, *, issuer: str) -> SignedIn:
    """Use a link: whoever has it has the address, and an account from now on. Raises ``LinkUnusable``."""
    link = await use_link(tx, digest(token))
    if link is None:
        raise _unusable()
    account = await account_of(tx, link.email)
    known = await find_account(tx, account.account_id)
    return SignedIn(
        account=account,
        caller=caller_of(account.account_id, known.roles if known else ()),
        token=await begin_session(tx, account, issuer=issuer),
        onward=link.onward,
    )


def _unusable() -> LinkUnusable:
    return LinkUnusable(
        "Un lien de connexion sert une seule fois et pendant 20 minutes ; celui-ci a servi, ou il est trop ancien. "
        "Demandez-en un nouveau."
    )
