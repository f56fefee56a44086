"""People and programs whom a service knows, as if it had heard of them, and how they show who they are."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from uuid import UUID, uuid4

import msgspec
from httpx import AsyncClient
from joserfc.jwk import ECKey

from shared.contracts.submission import HeldKey, HeldRole
from shared.identity.caller import Role
from shared.identity.keys import draw_key
from shared.identity.session import Session, sign
from shared.identity.store import (
    KnownAccount,
    KnownSessionKey,
    find_account_by_key,
    upsert_accounts,
    upsert_session_keys,
)
from shared.postgres.database import Database

ISSUER = "http://127.0.0.1:8001"
"""Where submission stands if nothing else is said."""
COOKIE = "moisess-session"
KEY_ID = "2026-09-01-00000000"
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@cache
def signing_key() -> ECKey:
    """Return the key that signs the sessions of tests."""
    return ECKey.generate_key("P-256")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who has an account."""

    known: KnownAccount
    key: str
    """Text of an access key."""

    @property
    def account_id(self) -> UUID:
        return self.known.account_id

    def session(self, **changes: object) -> Session:
        """Return the session of somebody who has just signed in."""
        now = datetime.now(UTC)
        session = Session(
            session_id=uuid4(),
            account_id=self.account_id,
            name="Ressourcerie du Canal",
            signed_in_at=now,
            issued_at=now,
            ends_at=now + timedelta(hours=8),
        )
        return replace(session, **changes)  # type: ignore[arg-type]

    def cookie(self, *, issuer: str = ISSUER, **changes: object) -> dict[str, str]:
        """Return the header that shows a session."""
        return {"Cookie": f"{COOKIE}={token_of(self.session(**changes), issuer=issuer)}"}


def token_of(session: Session, *, issuer: str = ISSUER, key: ECKey | None = None) -> str:
    """Sign a session as submission would."""
    private_key = msgspec.json.encode((key or signing_key()).as_dict(private=True)).decode()
    return sign(session, issuer=issuer, key_id=KEY_ID, private_key=private_key)


async def new_person(
    database: Database, role: Role = "organiser", region_code: str | None = None, *, scope: str = "write"
) -> Person:
    """Let a service know one more account, with a key of its own, and the key that signs sessions."""
    key = draw_key()
    held = HeldKey(key_id=key.key_id, secret_sha256=key.secret_sha256.hex(), scope=scope)
    known = KnownAccount(
        account_id=uuid4(),
        version=1,
        gone=False,
        roles=() if role == "organiser" else (HeldRole(role=role, region_code=region_code),),
        keys={key.key_id: held},
        valid_after=LONG_AGO,
    )
    public_key = msgspec.json.encode(signing_key().as_dict(private=False)).decode()
    async with database.transaction() as tx:
        await upsert_accounts(tx, [known])
        await upsert_session_keys(tx, [KnownSessionKey(key_id=KEY_ID, version=1, gone=False, public_key=public_key)])
    return Person(known=known, key=key.text)


async def change(database: Database, person: Person, **changes: object) -> Person:
    """Let a service hear what has become of an account."""
    known = replace(person.known, version=person.known.version + 1, **changes)  # type: ignore[arg-type]
    async with database.transaction() as tx:
        await upsert_accounts(tx, [known])
    return replace(person, known=known)


async def holder(database: Database, key: str) -> Person:
    """Return who holds a key."""
    async with database.transaction(readonly=True) as tx:
        known = await find_account_by_key(tx, key.split("_")[1])
    assert known is not None
    return Person(known=known, key=key)


async def revoke_key(database: Database, key: str) -> None:
    """Let a service hear that a key was revoked."""
    await change(database, await holder(database, key), keys={})


async def sign_in(client: AsyncClient, database: Database, key: str, *, cookie: str = COOKIE) -> Person:
    """Give a client the session of whoever holds a key, in place of what it had."""
    person = await holder(database, key)
    client.cookies.clear()
    client.cookies.set(cookie, token_of(person.session()))
    return person
