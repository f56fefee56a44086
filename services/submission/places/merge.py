"""Use case: several spellings are one place."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.submission.places.errors import NothingToMerge, PlaceChanged, PlaceUnknown
from services.submission.places.look_up import places_in_charge
from services.submission.places.store import change
from shared.identity.caller import Caller
from shared.postgres.database import Tx


async def merge_places(tx: Tx, kept: UUID, others: Sequence[UUID], *, caller: Caller, now: datetime) -> None:
    """Have one stand for the others from now on; what is registered keeps the place that it names.

    Raises ``NothingToMerge``, ``PlaceUnknown`` where another chamber looks after one of them, and ``PlaceChanged``
    where one was merged meanwhile.
    """
    merged = sorted({*others} - {kept})
    if not merged:
        raise NothingToMerge
    held = await change.lock_places(tx, [kept, *merged])
    if len(await places_in_charge(tx, held, caller)) < len(held):
        raise PlaceUnknown
    if {*held} != {kept, *merged}:
        raise PlaceChanged
    await change.merge(tx, kept, merged, by=caller.account_id, now=now)
