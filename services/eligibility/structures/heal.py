"""Use case: what the topic of structures is to say last of each, so that it can be told again."""

from collections.abc import Sequence
from uuid import UUID

from services.eligibility.structures.store import list_versions, lock_structures
from shared.contracts.eligibility import STRUCTURES
from shared.outbox.append import OutboxRow, outbox_row
from shared.outbox.heal import OwnedStream, State
from shared.postgres.database import Tx


def owned_structures() -> OwnedStream:
    """Return the stream with the structures that this service verified."""

    async def list_states(tx: Tx) -> list[State]:
        return [State(key=str(one), version=version, removed=False) for one, version in await list_versions(tx)]

    async def lock_rows(tx: Tx, keys: Sequence[str]) -> list[OutboxRow]:
        locked = await lock_structures(tx, [UUID(key) for key in keys])
        return [outbox_row(STRUCTURES, structure) for structure in locked.values()]

    return OwnedStream(stream=STRUCTURES, list_states=list_states, lock_rows=lock_rows)
