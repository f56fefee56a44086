"""Use case: what the topic of structures is to say last of each, so that it can be told again."""

from collections.abc import Sequence
from uuid import UUID

from services.eligibility.structures.store import structures as store
from services.eligibility.structures.telling import told
from shared.contracts.eligibility import STRUCTURES
from shared.outbox.append import OutboxRow
from shared.outbox.heal import OwnedStream, State
from shared.postgres.database import Tx


def owned_structures() -> OwnedStream:
    """Return the stream with the structures that this service verified, and those that have ended."""

    async def list_states(tx: Tx) -> list[State]:
        return [
            State(key=str(one), version=version, removed=ended) for one, version, ended in await store.list_states(tx)
        ]

    async def lock_rows(tx: Tx, keys: Sequence[str]) -> list[OutboxRow]:
        locked = await store.lock_structures(tx, [UUID(key) for key in keys])
        return [told(structure) for structure in locked.values()]

    return OwnedStream(stream=STRUCTURES, list_states=list_states, lock_rows=lock_rows)
