"""Use case: what the topic of listings is to say last of each manifestation, so that it can be told again."""

from collections.abc import Sequence
from uuid import UUID

from services.programme.listings.store.listings import list_versions, lock_listings
from services.programme.listings.telling import PageOf, told
from shared.contracts.programme import LISTINGS
from shared.outbox.append import OutboxRow
from shared.outbox.heal import OwnedStream, State
from shared.postgres.database import Tx


def owned_listings(page_of: PageOf) -> OwnedStream:
    """Return the stream with what this service shows."""

    async def list_states(tx: Tx) -> list[State]:
        return [
            State(key=str(each.manifestation_id), version=each.version, removed=not each.online)
            for each in await list_versions(tx)
        ]

    async def lock_rows(tx: Tx, keys: Sequence[str]) -> list[OutboxRow]:
        locked = await lock_listings(tx, [UUID(key) for key in keys])
        return [told(one, version, listing, page_of=page_of) for one, version, listing in locked]

    return OwnedStream(stream=LISTINGS, list_states=list_states, lock_rows=lock_rows)
