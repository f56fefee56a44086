"""Use case: sign in by a provider. The session is the same as that which a link in a mail opens."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from services.submission.accounts.create import account_of
from services.submission.accounts.openid import store
from services.submission.accounts.openid.attempt import draw_attempt
from services.submission.accounts.openid.errors import AddressNotVouchedFor, SignInOver
from services.submission.accounts.openid.relying_party import RelyingParty
from services.submission.accounts.openid.rules import Identity
from services.submission.accounts.rules import Account
from services.submission.accounts.sessions import begin_session
from services.submission.accounts.store.accounts import find_account, save_name
from services.submission.accounts.teams.membership import prove_structure
from services.submission.accounts.telling import tell_account
from shared.identity.caller import Caller, caller_of
from shared.identity.store import find_account as find_known
from shared.postgres.database import Database, Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """A sign-in that began."""

    address: str
    """Where the person goes now."""
    browser: str
    """What their browser keeps meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A sign-in that came to its end."""

    token: str
    caller: Caller
    onward: str


async def depart(database: Database, party: RelyingParty, *, onward: str, browser: str = "") -> Departure:
    """Begin a sign-in; raises ``ProviderSilent``, ``ProviderContradicts``."""
    attempt = draw_attempt(party.provider.name, onward=onward, browser=browser)
    address = await party.authorization_address(attempt)
    async with database.transaction() as tx:
        await store.insert_attempt(tx, attempt)
    return Departure(address=address, browser=attempt.browser)


async def arrive(
    database: Database, party: RelyingParty, answer: Mapping[str, str], *, browser: str, issuer: str, now: datetime
) -> Arrival:
    """End a sign-in and begin a session; ``answer`` is what the address at which the person arrived says.

    Takes the database: the provider may be slow, and a state that was shown once is gone whatever comes of it. Raises
    ``SignInOver``, ``SignInDeclined``, ``ProviderSilent``, ``ProviderContradicts``, ``AddressNotVouchedFor``.
    """
    async with database.transaction() as tx:
        attempt = await store.take_attempt(
            tx, state=answer.get("state", ""), provider=party.provider.name, browser=browser
        )
    if attempt is None:
        raise SignInOver
    recognised = await party.recognise(answer, attempt, now=now)
    session_id = uuid4()
    async with database.transaction() as tx:
        account = await _account(tx, recognised.identity, label=party.provider.label)
        if recognised.identity.siret:
            await prove_structure(tx, account.account_id, recognised.identity.siret)
        await _tell_what_is_proven(tx, account.account_id)
        token = await begin_session(tx, account, issuer=issuer, session_id=session_id)
        await store.insert_session(
            tx,
            session_id,
            account_id=account.account_id,
            provider=party.provider.name,
            id_token=recognised.id_token,
        )
        known = await find_known(tx, account.account_id)
        caller = caller_of(account.account_id, known.roles if known else ())
    return Arrival(token=token, caller=caller, onward=attempt.onward)


async def _tell_what_is_proven(tx: Tx, account_id: UUID) -> None:
    """Tell for whom the person works where that is new, or no longer said: eligibility then asks no chamber."""
    told = await find_known(tx, account_id)
    if told is None or told.proven_sirets != await store.list_sirets(tx, account_id):
        await tell_account(tx, account_id)


async def _account(tx: Tx, identity: Identity, *, label: str) -> Account:
    """Return whom the provider's name leads to, else whose address it is: ProConnect's names change with employers."""
    known = await store.use_identity(tx, identity)
    account = await find_account(tx, known) if known else None
    if account is None:
        if identity.address is None:
            raise AddressNotVouchedFor(label)
        account = await account_of(tx, identity.address)
        await store.insert_identity(tx, identity, account.account_id)
    if identity.name and not account.name:
        await save_name(tx, account.account_id, identity.name)
        account = replace(account, name=identity.name)
    return account
