"""Use case: what the topic of editions is to say last of each, so that it can be told again."""

from collections.abc import Sequence

from services.submission.editions.store import lock_editions
from shared.contracts.submission import EDITIONS
from shared.editions.store import list_versions
from shared.outbox.append import OutboxRow, outbox_row
from shared.outbox.heal import OwnedStream, State
from shared.postgres.database import Tx


def owned_editions() -> OwnedStream:
    """Return the stream with the editions of this platform."""

    async def list_states(tx: Tx) -> list[State]:
        versions = await list_versions(tx)
        return [State(key=str(year), version=version, removed=False) for year, version in versions.items()]

    async def lock_rows(tx: Tx, keys: Sequence[str]) -> list[OutboxRow]:
        locked = await lock_editions(tx, [int(key) for key in keys])
        return [outbox_row(EDITIONS, edition) for edition in locked.values()]

    return OwnedStream(stream=EDITIONS, list_states=list_states, lock_rows=lock_rows)
