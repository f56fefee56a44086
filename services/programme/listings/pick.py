"""Use case: read dates that somebody has chosen one by one."""

from collections.abc import Collection
from uuid import UUID

from services.programme.listings.browse import read_dates
from services.programme.listings.listing import ListedDate
from services.programme.listings.store.browse import list_entries_of
from shared.postgres.database import Tx


async def pick(tx: Tx, chosen: Collection[tuple[UUID, UUID]]) -> list[ListedDate]:
    """Return those of the dates, (manifestation, occurrence), that are online, in the order of the list."""
    if not chosen:
        return []
    entries = await list_entries_of(tx, {manifestation_id for manifestation_id, _ in chosen})
    wanted = set(chosen)
    return await read_dates(tx, [each for each in entries if (each.manifestation_id, each.occurrence_id) in wanted])
