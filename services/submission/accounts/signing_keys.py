"""Use case: the keys that sessions are signed with: made, used once everybody knows them, retired."""

import json
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from joserfc.jwk import ECKey

from services.submission.accounts.rules import SigningKey
from services.submission.accounts.store.signing_keys import insert_key, list_keys, lock_keys, retire_key
from shared.identity.session import SESSION_LIFE
from shared.identity.store import KnownSessionKey, upsert_session_keys
from shared.postgres.database import Tx

KEY_LIFE = timedelta(days=30)
SETTLING = timedelta(minutes=10)
"""Until a new key has reached the other services, for sure; the one before signs meanwhile."""
AFTERLIFE = SETTLING + SESSION_LIFE + timedelta(hours=1)
"""After its successor was made: by then nothing that a key signed is still worth anything."""
RETIRED_VERSION = 2
"""A key is made, and it is retired."""


async def signing_key(tx: Tx, now: datetime) -> SigningKey:
    """Return the key to sign with, made now where there is none yet."""
    keys = await list_keys(tx)
    if not keys:
        await turn_keys(tx, now)
        keys = await list_keys(tx)
    return _settled(keys, now)


async def turn_keys(tx: Tx, now: datetime) -> None:
    """Make the next key where the newest is old, and retire those whose time is over; call it now and then."""
    await lock_keys(tx)
    keys = await list_keys(tx)
    if not keys or keys[0].made_at + KEY_LIFE <= now:
        await _make(tx, now)
    for key, successor in zip(keys[1:], keys, strict=False):
        if successor.made_at + AFTERLIFE <= now:
            await _retire(tx, key)


async def replace_keys(tx: Tx, now: datetime) -> None:
    """Retire every key at once: whoever is signed in has to sign in again. For the day when one was stolen."""
    await lock_keys(tx)
    for key in await list_keys(tx):
        await _retire(tx, key)
    await _make(tx, now)


def _settled(keys: Sequence[SigningKey], now: datetime) -> SigningKey:
    """Return the newest that everybody knows; where there is none, the oldest, which they will know first."""
    return next((key for key in keys if key.made_at + SETTLING <= now), keys[-1])


async def _make(tx: Tx, now: datetime) -> None:
    made = ECKey.generate_key("P-256")
    key = SigningKey(
        key_id=f"{now:%Y-%m-%d}-{secrets.token_hex(4)}",
        private_key=json.dumps(made.as_dict(private=True)),
        public_key=json.dumps(made.as_dict(private=False)),
        made_at=now,
    )
    await insert_key(tx, key)
    await upsert_session_keys(
        tx, [KnownSessionKey(key_id=key.key_id, version=1, gone=False, public_key=key.public_key)]
    )


async def _retire(tx: Tx, key: SigningKey) -> None:
    await retire_key(tx, key.key_id, version=RETIRED_VERSION)
    await upsert_session_keys(tx, [KnownSessionKey(key_id=key.key_id, version=RETIRED_VERSION, gone=True)])
