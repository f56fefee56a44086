"""Use case: what the topics of accounts and session keys are to say last of each, so that it can be told again."""

from collections.abc import Sequence
from uuid import UUID

from services.submission.accounts.store import accounts, signing_keys
from services.submission.accounts.telling import told
from shared.contracts.submission import ACCOUNTS, SESSION_KEYS
from shared.outbox.append import OutboxRow
from shared.outbox.heal import OwnedStream, State
from shared.postgres.database import Tx


def owned_accounts() -> OwnedStream:
    """Return the stream of the accounts."""

    async def list_states(tx: Tx) -> list[State]:
        return [State(*row) for row in await accounts.list_versions(tx)]

    async def lock_rows(tx: Tx, keys: Sequence[str]) -> list[OutboxRow]:
        locked = await accounts.lock_versions(tx, [UUID(key) for key in keys])
        return [told(one, version, await accounts.get_told(tx, one, version)) for one, version in locked]

    return OwnedStream(stream=ACCOUNTS, list_states=list_states, lock_rows=lock_rows)


def owned_session_keys() -> OwnedStream:
    """Return the stream of the keys that sessions are verified with."""

    async def list_states(tx: Tx) -> list[State]:
        return [State(*row) for row in await signing_keys.list_versions(tx)]

    async def lock_rows(tx: Tx, keys: Sequence[str]) -> list[OutboxRow]:
        return await signing_keys.lock_told(tx, keys)

    return OwnedStream(stream=SESSION_KEYS, list_states=list_states, lock_rows=lock_rows)
